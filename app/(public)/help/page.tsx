import type { Metadata, Route } from 'next';
import Link from '@/components/ui/link';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { Disclosure } from '@/components/ui/disclosure';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { richText } from '@/components/ui/prose';
import { currentUtility } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('title') };
}

/** Questions in the order in which people meet them. */
const QUESTIONS = [
  'account',
  'noInvoice',
  'noCode',
  'password',
  'pay',
  'paid',
  'paper',
  'relative',
  'safe',
] as const;

export default async function HelpPage() {
  const t = await getTranslations('help');
  const locale = await getLocale();
  const { contact } = await currentUtility();
  return (
    <div className="grid max-w-prose gap-8">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      <div className="border-t border-line">
        {QUESTIONS.map(key => (
          <Disclosure key={key} title={t(`questions.${key}.title`)} heading>
            {t.rich(`questions.${key}.text`, {
              ...richText,
              register: text => <Link href={'/register' as Route}>{text}</Link>,
              login: text => <Link href={'/login' as Route}>{text}</Link>,
              phone: () => <PhoneLink phone={contact.phone} />,
            })}
          </Disclosure>
        ))}
      </div>
      <section aria-labelledby="call" className="surface grid gap-2 rounded-lg bg-wash p-5 sm:p-7">
        <h2 id="call">{t('call.title')}</h2>
        <p>
          {t.rich('call.text', {
            hours: contact.officeHours[locale],
            phone: () => <PhoneLink phone={contact.phone} />,
          })}
        </p>
      </section>
    </div>
  );
}
