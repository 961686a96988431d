import type { Metadata, Route } from 'next';
import Link from '@/components/ui/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { richText } from '@/components/ui/prose';
import { utility } from '@/lib/utility';

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
  const { contact } = utility();
  return (
    <div className="grid max-w-prose gap-8">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      <div className="border-t border-line">
        {QUESTIONS.map(key => (
          <details key={key} className="group border-b border-line">
            <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-3 font-semibold [&::-webkit-details-marker]:hidden">
              <h2 className="text-base">{t(`questions.${key}.title`)}</h2>
              <svg
                viewBox="0 0 24 24"
                fill="none"
                aria-hidden="true"
                className="size-6 shrink-0 text-accent group-open:rotate-180"
              >
                <path
                  d="m6 9 6 6 6-6"
                  stroke="currentColor"
                  strokeWidth="2"
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              </svg>
            </summary>
            <div className="grid gap-3 pb-6">
              {t.rich(`questions.${key}.text`, {
                ...richText,
                register: text => <Link href={'/register' as Route}>{text}</Link>,
                login: text => <Link href={'/login' as Route}>{text}</Link>,
                phone: () => <PhoneLink phone={contact.phone} />,
              })}
            </div>
          </details>
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
