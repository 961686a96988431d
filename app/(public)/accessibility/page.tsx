import type { Metadata } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Prose, richText } from '@/components/ui/prose';
import { env } from '@/lib/env';
import { formatDay, type Day } from '@/lib/kernel/dates';
import { utility } from '@/lib/utility';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accessibility'))('title') };
}

/**
 * The statement that the act of 4 April 2019 asks for, in the structure of its template 2.0 (31 July 2024):
 * the ids `a11y-…` are read by the ministry's crawler and must stay.
 */
export default async function AccessibilityPage() {
  const t = await getTranslations('accessibility');
  const locale = await getLocale();
  const { name, accessibility, contact } = utility();
  const address = env().APP_URL;
  const date = (id: string, day: Day) => (
    <time id={id} dateTime={day} className="font-semibold">
      {formatDay(day, locale)}
    </time>
  );
  const part = (id: string, title: string, children: ReactNode) => (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
  return (
    <Prose>
      <PageTitle>{t('title')}</PageTitle>
      <section id="a11y-wstep" className="grid gap-3">
        <p>
          {t.rich('intro', {
            name: () => (
              <span id="a11y-podmiot" className="font-semibold">
                {name}
              </span>
            ),
            url: () => (
              <a id="a11y-url" href={address}>
                {t('portal')}
              </a>
            ),
          })}
        </p>
        <ul className="grid list-disc gap-2 pl-6 marker:text-accent">
          <li>
            {t.rich('published', { date: () => date('a11y-data-publikacja', accessibility.publishedOn) })}
          </li>
          <li>
            {t.rich('updated', { date: () => date('a11y-data-aktualizacja', accessibility.updatedOn) })}
          </li>
        </ul>
      </section>
      <section aria-labelledby="status" className="grid gap-3">
        <h2 id="status">{t('status.title')}</h2>
        <p id="a11y-status">{t.rich('status.text', richText)}</p>
        <h3>{t('status.gapsTitle')}</h3>
        <div>{t.rich('status.gaps', richText)}</div>
        <h3>{t('status.helpsTitle')}</h3>
        <div>{t.rich('status.helps', richText)}</div>
      </section>
      <section aria-labelledby="prepared" className="grid gap-3">
        <h2 id="prepared">{t('prepared.title')}</h2>
        <ul className="grid list-disc gap-2 pl-6 marker:text-accent">
          <li>
            {t.rich('prepared.on', { date: () => date('a11y-data-sporzadzenie', accessibility.preparedOn) })}
          </li>
          <li>
            {t.rich('prepared.reviewed', {
              date: () => date('a11y-data-przeglad', accessibility.reviewedOn),
            })}
          </li>
        </ul>
        <p>{t('prepared.how')}</p>
        <h3>{t('prepared.keysTitle')}</h3>
        <p>{t('prepared.keys')}</p>
      </section>
      {part(
        'a11y-kontakt',
        t('contact.title'),
        <>
          <p>{t('contact.text')}</p>
          <ul className="grid list-disc gap-1 pl-6 marker:text-accent">
            <li>
              {t('contact.unit')}: <span id="a11y-osoba">{accessibility.contact[locale]}</span>
            </li>
            <li>
              {t('contact.email')}:{' '}
              <a id="a11y-email" href={`mailto:${contact.email}`}>
                {contact.email}
              </a>
            </li>
            <li>
              {t('contact.phone')}:{' '}
              <span id="a11y-telefon">
                <PhoneLink phone={contact.phone} />
              </span>
            </li>
          </ul>
        </>,
      )}
      {part('a11y-procedura', t('procedure.title'), t.rich('procedure.text', richText))}
      {part('a11y-architektura', t('building.title'), <p>{accessibility.building[locale]}</p>)}
      {part('a11y-aplikacje', t('apps.title'), <p>{t('apps.text')}</p>)}
    </Prose>
  );
}
