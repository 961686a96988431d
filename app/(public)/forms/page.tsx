import type { Metadata, Route } from 'next';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { richText } from '@/components/ui/prose';
import { Sheet } from '@/components/ui/sheet';
import { currentActor } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { FORM_NAMES, FORMS, type FormName } from '@/lib/forms/documents';
import type { FormDocument } from '@/lib/forms/own/document';
import { publishedForms, type PublishedForm } from '@/lib/forms/queries';
import { FORM_CATEGORIES } from '@/lib/forms/rules';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, type Day } from '@/lib/kernel/dates';
import { currentUtility } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forms'))('title') };
}

/** All forms under their headings: ours, for the signed-in filled in already, and those that staff uploaded. */
export default async function FormsPage() {
  const [t, locale] = [await getTranslations('forms'), await getLocale()];
  const [actor, uploaded] = await Promise.all([currentActor(), publishedForms(dayOf(new Date()))]);
  const signedIn = actor?.kind === 'customer' && opens(actor.current, 'all');
  const { name, address, contact } = await currentUtility();
  const categories = FORM_CATEGORIES.map(category => ({
    category,
    own: FORM_NAMES.filter(form => FORMS[form].category === category),
    files: uploaded.filter(form => form.category === category),
  })).filter(({ own, files }) => own.length + files.length > 0);
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-7">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t(signedIn ? 'leadFilled' : 'lead')}</p>
      {categories.map(({ category, own, files }) => (
        <Sheet key={category} title={t(`categories.${category}`)} id={category}>
          <ul className="grid grid-cols-1">
            {own.map(form => (
              <OwnForm key={form} name={form} signedIn={signedIn} />
            ))}
            {files.map(form => (
              <UploadedForm key={form.ref} form={form} />
            ))}
          </ul>
        </Sheet>
      ))}
      <section aria-labelledby="how" className="surface grid gap-3 rounded-lg bg-wash p-5 sm:p-7">
        <h2 id="how">{t('how.title')}</h2>
        {t.rich('how.text', {
          ...richText,
          name,
          address: `${address.street}, ${address.postalCode} ${address.city}`,
          hours: contact.officeHours[locale],
          mail: () => <a href={`mailto:${contact.email}`}>{contact.email}</a>,
          phone: () => <PhoneLink phone={contact.phone} />,
        })}
      </section>
    </div>
  );
}

async function OwnForm({ name, signedIn }: { name: FormName; signedIn: boolean }) {
  const [t, locale] = [await getTranslations('forms'), await getLocale()];
  const { title, text, version, from, online }: FormDocument = FORMS[name];
  return (
    <Entry id={name} title={title[locale]} note={await versionLine({ version, from })}>
      <p>{text[locale]}</p>
      <div className="flex flex-wrap gap-3">
        {signedIn ? (
          <Download href={`/forms/${name}/filled`} label={t('filledOf', { name: title[locale] })}>
            {t('filled')}
          </Download>
        ) : null}
        <Download
          href={`/forms/${name}/pdf`}
          label={t(signedIn ? 'blankOf' : 'getOf', { name: title[locale] })}
          quiet={signedIn}
        >
          {t(signedIn ? 'blank' : 'get')}
        </Download>
      </div>
      <p>
        <Link
          href={online.href as Route}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
        >
          {online.label[locale]}
        </Link>
      </p>
    </Entry>
  );
}

async function UploadedForm({ form }: { form: PublishedForm }) {
  const [t, locale] = [await getTranslations('forms'), await getLocale()];
  const { ref, version, validFrom, titlePl, titleEn } = form;
  const title = locale === 'pl' ? titlePl : titleEn;
  const size = t('size', { size: sizeOf(form.size, locale) });
  return (
    <Entry id={`form-${ref}`} title={title} note={await versionLine({ version, from: validFrom, size })}>
      <div>
        <Download href={`/forms/files/${ref}`} label={t('getOf', { name: title })}>
          {t('get')}
        </Download>
      </div>
    </Entry>
  );
}

const sizeOf = (bytes: number, locale: string): string =>
  bytes >= 1_000_000
    ? `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`
    : `${Math.max(1, Math.round(bytes / 1_000))} kB`;

async function versionLine({ version, from, size }: { version: string; from: Day; size?: string }) {
  const [t, locale] = [await getTranslations('forms'), await getLocale()];
  const line = t('version', { version, day: formatDay(from, locale) });
  return size ? `${line} · ${size}` : line;
}

function Entry({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note: string;
  children: ReactNode;
}) {
  return (
    <li className="grid grid-cols-1 gap-3 border-t border-line py-5 first:border-t-0 first:pt-0 last:pb-0">
      <div className="grid gap-1">
        <h3 id={id}>{title}</h3>
        <p className="text-small text-soft">{note}</p>
      </div>
      {children}
    </li>
  );
}

function Download({
  href,
  label,
  quiet = false,
  children,
}: {
  href: string;
  label: string;
  quiet?: boolean;
  children: ReactNode;
}) {
  return (
    <a href={href} aria-label={label} className={buttonClass(quiet ? 'quiet' : 'primary')}>
      <Icon name="download" className="size-5" />
      {children}
    </a>
  );
}
