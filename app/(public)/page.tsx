import { getLocale, getTranslations } from '@/lib/i18n/server';
import type { Metadata, Route } from 'next';
import { InvoiceDrawing } from '@/components/layout/invoice-drawing';
import { TownPlan } from '@/components/layout/town-plan';
import { ButtonLink } from '@/components/ui/button';
import { PhoneLink } from '@/components/ui/phone-link';
import { Steps } from '@/components/ui/steps';
import { currentUtility } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('layout');
  return { title: t('portal') };
}

const NOW = ['due', 'invoices', 'everyone'] as const;
/** Services of the utility's notice whose pages do not exist yet; an entry moves up to NOW with its page. */
const LATER = [
  'reading',
  'consumption',
  'notifyInvoice',
  'notifyPayment',
  'notifyContract',
  'notifyMeter',
] as const;

const LOGIN = '/login' as Route;
const REGISTER = '/register' as Route;
const bold = (text: React.ReactNode) => <b>{text}</b>;

export default async function StartPage() {
  const t = await getTranslations('start');
  const locale = await getLocale();
  const { contact } = await currentUtility();
  return (
    <div className="grid gap-14 sm:gap-20">
      <div className="grid items-center gap-x-14 gap-y-8 md:grid-cols-[1.1fr_1fr]">
        <div className="grid gap-6">
          <h1 className="text-hero tracking-tight">{t('title')}</h1>
          <p className="max-w-prose text-lead text-soft">{t('lead')}</p>
          <div className="flex flex-wrap gap-3 *:grow sm:*:grow-0">
            <ButtonLink href={LOGIN}>{t('signIn')}</ButtonLink>
            <ButtonLink href={REGISTER} look="quiet">
              {t('register')}
            </ButtonLink>
          </div>
        </div>
        <TownPlan className="w-full max-w-120 justify-self-center" />
      </div>

      <section
        aria-labelledby="first"
        className="surface grid items-center gap-x-14 gap-y-8 rounded-lg bg-wash p-5 sm:p-10 md:grid-cols-[1.1fr_1fr]"
      >
        <div className="grid justify-items-start gap-5">
          <h2 id="first" className="text-title">
            {t('first.title')}
          </h2>
          <p>{t('first.lead')}</p>
          <Steps
            steps={(['customer', 'invoice', 'amount'] as const).map(key =>
              t.rich(`first.steps.${key}`, { b: bold }),
            )}
          />
          <p>{t('first.email')}</p>
          <ButtonLink href={REGISTER}>{t('first.start')}</ButtonLink>
          <p className="text-small">
            {t.rich('first.noInvoice', { phone: () => <PhoneLink phone={contact.phone} /> })}
          </p>
        </div>
        <InvoiceDrawing
          className="w-full max-w-80 justify-self-center"
          texts={{
            label: t('drawing.label'),
            invoice: t('drawing.invoice'),
            customer: t('drawing.customer'),
            total: t('drawing.total'),
          }}
        />
      </section>

      <section
        aria-labelledby="emergency"
        className="surface flex flex-wrap items-center justify-between gap-x-10 gap-y-3 rounded-lg bg-warn-wash p-5 sm:px-10 sm:py-7"
      >
        <div className="grid gap-1">
          <h2 id="emergency">{t('emergency.title')}</h2>
          <p>{t('emergency.text', { hours: contact.emergencyHours[locale] })}</p>
        </div>
        <PhoneLink phone={contact.emergencyPhone} className="text-amount font-bold no-underline" />
      </section>

      <section aria-labelledby="now" className="grid gap-6">
        <h2 id="now" className="text-title">
          {t('now.title')}
        </h2>
        <ul className="grid gap-x-10 gap-y-6 md:grid-cols-3">
          {NOW.map(key => (
            <li key={key} className="grid content-start gap-2 border-t-[3px] border-accent pt-4">
              <h3>{t(`now.${key}.title`)}</h3>
              <p className="text-soft">{t(`now.${key}.text`)}</p>
            </li>
          ))}
        </ul>
      </section>

      <div className="grid gap-x-14 gap-y-12 md:grid-cols-[1.1fr_1fr]">
        <section aria-labelledby="later" className="grid content-start gap-4">
          <h2 id="later" className="text-title">
            {t('later.title')}
          </h2>
          <p className="text-soft">{t('later.lead')}</p>
          <ul className="grid gap-3">
            {LATER.map(key => (
              <li key={key} className="border-t border-line pt-3">
                {t.rich(`later.${key}`, { b: bold })}
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="safety" className="grid content-start gap-4">
          <h2 id="safety" className="text-title">
            {t('safety.title')}
          </h2>
          <p>{t('safety.text')}</p>
        </section>
      </div>
    </div>
  );
}
