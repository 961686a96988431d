import type { Route } from 'next';
import { buttonClass, ButtonLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Checkbox } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Icon } from '@/components/ui/icon';
import { Sheet } from '@/components/ui/sheet';
import type { CustomerActor } from '@/lib/auth/actor';
import type { EInvoiceOverview } from '@/lib/e-invoice/queries';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { KeptForm } from '../kept-form';
import { activateEInvoiceAction } from './actions';
import { DeliveryFields } from './delivery-fields';

/** What the service notice promises, in its order. */
const BENEFITS = ['sure', 'fast', 'anywhere', 'pay', 'keep', 'green'] as const;
const NEEDS = ['device', 'pdf', 'mailbox'] as const;

/**
 * Paper so far: what the e-invoice is, what it needs, and the form that switches it on.
 * @param inKsef a business: its invoices are in KSeF already, and what it decides here is mail besides
 */
export async function Activation({
  actor,
  inKsef,
  entries,
  terms,
  locale,
}: {
  actor: CustomerActor;
  inKsef: boolean;
  locale: Locale;
} & Pick<EInvoiceOverview, 'entries' | 'terms'>) {
  const t = await getTranslations('eInvoice');
  const { customerNumber, name } = actor.current;
  const withdrawn = entries.find(({ action }) => action === 'withdrawn');
  return (
    <>
      <section aria-labelledby="off" className="surface grid gap-5 rounded-lg bg-wash p-5 sm:p-7">
        <div className="grid gap-2">
          <h2 id="off" className="text-title">
            {t(inKsef ? 'off.businessState' : 'off.state')}
          </h2>
          {withdrawn ? <p>{t('off.withdrawn', { day: formatDay(withdrawn.effectiveOn, locale) })}</p> : null}
          <p>{t(inKsef ? 'off.businessLead' : 'off.lead')}</p>
        </div>
        <div className="grid gap-3">
          <h3>{t('benefits.title')}</h3>
          <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {BENEFITS.map(key => (
              <li key={key} className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
                <Icon name="check" className="mt-0.5 size-5 shrink-0 text-accent" />
                <span>{t(`benefits.${key}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      </section>

      <Sheet title={t('form.title')} id="activate">
        {actor.customers.length > 1 ? <p>{t('form.for', { customerNumber, name })}</p> : null}
        <KeptForm
          action={activateEInvoiceAction}
          name="e-invoice"
          initial={{ delivery: 'both', email: actor.email }}
        >
          <input type="hidden" name="customerNumber" value={customerNumber} />
          <input type="hidden" name="termsVersion" value={terms.version} />
          <DeliveryFields />
          <div className="grid gap-3 border-t border-line pt-5">
            <div className="grid gap-3 sm:flex sm:flex-wrap">
              <ButtonLink href={'/terms/e-invoice' as Route} look="quiet">
                {t('form.readTerms')}
              </ButtonLink>
              <a href="/terms/e-invoice/pdf" className={buttonClass('quiet')}>
                <Icon name="download" className="size-5" />
                {t('form.termsPdf')}
              </a>
            </div>
            <Checkbox
              name="acceptTerms"
              label={t('form.terms', { version: terms.version })}
              hint={t('form.termsHint')}
            />
          </div>
          <SubmitButton wide>{t('form.submit')}</SubmitButton>
        </KeptForm>
      </Sheet>

      <div className="border-t border-line">
        <Disclosure title={t('needs.title')} heading>
          <ul className="grid list-disc gap-2 pl-6 marker:text-accent">
            {NEEDS.map(key => (
              <li key={key}>{t(`needs.${key}`)}</li>
            ))}
          </ul>
        </Disclosure>
        <Disclosure title={t('paper.title')} heading>
          <p>{t('paper.text')}</p>
          <div>
            <a href="/e-invoice/form/pdf" className={buttonClass('quiet')}>
              <Icon name="download" className="size-5" />
              {t('paper.get')}
            </a>
          </div>
        </Disclosure>
      </div>
    </>
  );
}
