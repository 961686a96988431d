import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import type { openSessions } from '@/lib/accounts/open-sessions/queries';
import { deviceName } from '@/lib/accounts/rules';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { endOtherSessionsAction, endSessionAction, signOutEverywhereAction } from './actions';

/** Where the account is signed in now; each can be ended from here. */
export async function SessionsSheet({
  sessions,
  locale,
}: {
  sessions: Awaited<ReturnType<typeof openSessions>>;
  locale: Locale;
}) {
  const t = await getTranslations('account.sessions');
  const when = (at: Date) => `${formatDay(dayOf(at), locale)}, ${formatTime(at)}`;
  return (
    <Sheet title={t('title')} id="sessions">
      <ul className="grid">
        {sessions.map(({ handle, isThis, seenAt, userAgent }) => {
          const device = deviceName(userAgent) ?? t('unknownDevice');
          return (
            <li
              key={handle}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 first:pt-0"
            >
              <p>
                <strong className="font-semibold">{device}</strong>
                <br />
                {isThis ? (
                  <Badge tone="good">{t('this')}</Badge>
                ) : (
                  <span className="text-small text-soft">{t('seen', { when: when(seenAt) })}</span>
                )}
              </p>
              {isThis ? null : (
                <form action={endSessionAction}>
                  <input type="hidden" name="session" value={handle} />
                  <Button look="quiet">
                    <span>
                      {t('end')} <span className="sr-only">{`${device}, ${when(seenAt)}`}</span>
                    </span>
                  </Button>
                </form>
              )}
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap gap-3">
        {sessions.length > 1 ? (
          <form action={endOtherSessionsAction}>
            <Button look="quiet">{t('endOthers')}</Button>
          </form>
        ) : null}
        <form action={signOutEverywhereAction}>
          <Button look="quiet">{t('everywhere')}</Button>
        </form>
      </div>
    </Sheet>
  );
}
