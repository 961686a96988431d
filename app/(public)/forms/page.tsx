import type { Metadata } from 'next';
import { buttonClass, ButtonLink } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { richText } from '@/components/ui/prose';
import { Sheet } from '@/components/ui/sheet';
import { FORM_NAMES, FORMS } from '@/lib/forms/documents';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { utility } from '@/lib/utility';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forms'))('title') };
}

export default async function FormsPage() {
  const [t, locale] = [await getTranslations('forms'), await getLocale()];
  const { name, address, contact } = utility();
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-7">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      {FORM_NAMES.map(form => {
        const title = t(`documents.${form}.name`);
        return (
          <Sheet key={form} title={title} id={form}>
            <p>{t(`documents.${form}.text`)}</p>
            <div className="grid gap-3 sm:flex sm:flex-wrap">
              <a
                href={`/forms/${form}/pdf`}
                aria-label={t('getOf', { name: title })}
                className={buttonClass()}
              >
                <Icon name="download" className="size-5" />
                {t('get')}
              </a>
              <ButtonLink href={FORMS[form].online} look="quiet">
                {t(`documents.${form}.online`)}
              </ButtonLink>
            </div>
          </Sheet>
        );
      })}
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
