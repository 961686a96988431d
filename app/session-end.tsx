import { headers } from 'next/headers';
import { Button } from '@/components/ui/button';
import type { Session } from '@/lib/auth/session';
import { getTranslations } from '@/lib/i18n/server';

/** Pages on which nothing is typed, and whose script is counted closest (docs: budgets of the interface). */
const READ_ONLY = /^\/(dashboard|invoices|consumption)([/?]|$)/;

const boxClass =
  'flex flex-wrap items-center justify-between gap-4 rounded-lg border-2 border-warn bg-warn-wash p-4';

/**
 * Says five minutes before that the session ends, and lets it go on. A plain script of half a kilobyte
 * (public/session-end.js) and no component of the client's: it has no state that React would have to know.
 */
export async function SessionEnd({ session, path }: { session: Session; path: string }) {
  if (READ_ONLY.test(path)) return null;
  const t = await getTranslations('keptForm');
  const left = Math.round((session.endsAt.getTime() - new Date().getTime()) / 1000);
  return (
    <>
      <div id="session-end" role="status" data-left={left} className="sticky bottom-4 mt-6 empty:hidden" />
      <div id="session-end-words" hidden>
        <div className={boxClass}>
          <p>{t('soon')}</p>
          <Button type="button">{t('stay')}</Button>
        </div>
        <div className={boxClass}>
          <p>{t('ended')}</p>
        </div>
      </div>
      <script async src="/session-end.js" nonce={(await headers()).get('x-nonce') ?? undefined} />
    </>
  );
}
