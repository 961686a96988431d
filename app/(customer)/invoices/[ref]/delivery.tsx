import type { Route } from 'next';
import { Badge, type Tone } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { deliveriesOf, type DeliveryMail } from '@/lib/e-invoice/deliveries';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

/** How an e-invoice reached its customer: since when it is here, and what became of each mail. */
export async function InvoiceDelivery({ invoiceRef, locale }: { invoiceRef: string; locale: Locale }) {
  const found = await deliveriesOf(await requireCustomer('invoices'), invoiceRef);
  if (!found) return null;
  const t = await getTranslations('eInvoice.delivery');
  const at = (instant: Date) => ({ day: formatDay(dayOf(instant), locale), time: formatTime(instant) });
  return (
    <Sheet title={t('title')} id="delivery">
      {found.failed ? (
        <Notice tone="warn">
          <p>{t('failed')}</p>
          <p>
            <ButtonLink href={'/e-invoice' as Route} look="quiet">
              {t('failedAction')}
            </ButtonLink>
          </p>
        </Notice>
      ) : null}
      <dl className="grid grid-cols-1 gap-4">
        <div className="grid grid-cols-1 gap-x-6 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <dt className="text-soft">{t('portal')}</dt>
          <dd>{t('portalSince', at(found.portalSince))}</dd>
        </div>
        {found.mails.map(mail => (
          <div
            key={mail.recipient}
            className="grid grid-cols-1 gap-x-6 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          >
            <dt className="break-words text-soft [overflow-wrap:anywhere]">
              {t('mail', { recipient: mail.recipient })}
            </dt>
            <dd>
              <ol className="grid grid-cols-1 gap-1">
                {mail.steps.map((step, index) => (
                  <li key={index} className="flex flex-wrap gap-x-3">
                    <Badge tone={toneOf(mail, step.state)}>{t(`state.${step.state}`)}</Badge>
                    <span className="text-small text-soft">{t('at', at(step.at))}</span>
                  </li>
                ))}
              </ol>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

function toneOf({ failed }: DeliveryMail, state: DeliveryMail['state']): Tone {
  if (state === 'delivered') return 'good';
  return failed && ['permanently_failed', 'suppressed', 'expired'].includes(state) ? 'bad' : 'plain';
}
