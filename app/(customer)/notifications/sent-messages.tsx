import type { Route } from 'next';
import { Badge, type Tone } from '@/components/ui/badge';
import { Icon } from '@/components/ui/icon';
import { LinkedText } from '@/components/ui/linked-text';
import { Pager } from '@/components/ui/pager';
import { maskEmail } from '@/lib/accounts/rules';
import type { CustomerActor } from '@/lib/auth/actor';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { maskPhone } from '@/lib/kernel/phone';
import { messagesSent, type LoggedMessage } from '@/lib/notifications/log/queries';

const TONES: Partial<Record<LoggedMessage['state'], Tone>> = {
  delivered: 'good',
  temporarily_failed: 'warn',
  permanently_failed: 'bad',
  suppressed: 'bad',
};

/** What was sent to this account about this customer, when, how and with what result; each row opens. */
export async function SentMessages({
  actor,
  before,
  customer,
}: {
  actor: CustomerActor;
  /** reference of the last one on the page before */
  before?: string;
  /** named where the account manages several */
  customer?: string;
}) {
  const t = await getTranslations('notifications.log');
  const { messages, next } = await messagesSent(actor, before);
  return (
    <section aria-labelledby="log" className="grid grid-cols-1 gap-4 border-t border-line pt-8">
      <h2 id="log" className="scroll-mt-6">
        {t('title')}
      </h2>
      {messages.length === 0 ? (
        <p className="text-soft">{t('empty')}</p>
      ) : (
        <>
          <p className="text-small text-soft">
            {customer ? t('noteFor', { customer }) : null} {t('note')}
          </p>
          <div className="grid grid-cols-1 border-t border-line">
            {messages.map(message => (
              <SentMessage key={message.ref} message={message} />
            ))}
          </div>
        </>
      )}
      <Pager
        label={t('pages')}
        previous={before ? { href: '/notifications#log' as Route, label: t('newest') } : null}
        next={next ? { href: `/notifications?before=${next}#log` as Route, label: t('older') } : null}
      />
    </section>
  );
}

async function SentMessage({ message }: { message: LoggedMessage }) {
  const { kind, channel, recipient, subject, text, at, state } = message;
  const [t, locale] = [await getTranslations('notifications'), await getLocale()];
  const name = kind === 'invoice_delivery' ? t('log.invoice_delivery') : t(`kinds.${kind}.name`);
  const to = channel === 'email' ? maskEmail(recipient) : maskPhone(recipient);
  return (
    <details className="group border-b border-line">
      <summary className="grid min-h-14 cursor-pointer list-none grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-3 [&::-webkit-details-marker]:hidden">
        <span className="grid min-w-0 gap-0.5">
          <span className="font-semibold">{name}</span>
          <span className="text-small text-soft">
            <time dateTime={at.toISOString()}>
              {formatDay(dayOf(at), locale)}, {formatTime(at)}
            </time>
            {' · '}
            <span className="whitespace-nowrap">{t(`page.channel.${channel}`)}</span>
          </span>
          <Badge tone={TONES[state]}>{await result(message)}</Badge>
        </span>
        <Icon name="down" className="size-6 shrink-0 text-accent group-open:rotate-180" />
      </summary>
      <div className="grid grid-cols-1 gap-3 pb-6">
        <p className="text-small text-soft">{t('log.to', { recipient: to })}</p>
        <div className="min-w-0 rounded-lg border border-line bg-sheet p-5">
          {subject ? <p className="pb-3 font-semibold">{subject}</p> : null}
          <p className="whitespace-pre-wrap break-words">
            <LinkedText text={text} />
          </p>
        </div>
      </div>
    </details>
  );
}

/** In plain words; a reason where a person can do something with it. */
async function result({ state, reason }: LoggedMessage): Promise<string> {
  const t = await getTranslations('notifications.log');
  const key = `reason.${reason ?? 'none'}` as 'reason.paid';
  return state === 'cancelled' && t.has(key) ? t(key) : t(`state.${state}`);
}
