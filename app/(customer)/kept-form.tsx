import type { ReactNode } from 'react';
import { AppForm } from '@/app/_forms/app-form';
import { Notice } from '@/components/ui/notice';
import type { WrappedAction } from '@/lib/auth/action';
import { currentSession, requireCustomer } from '@/lib/auth/guards';
import { KEPT_FIELD, keptValues } from '@/lib/auth/kept-form';
import { getTranslations } from '@/lib/i18n/server';
import { formatTime } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';

/**
 * The form of every page of customers: what was typed is not lost when the session ends first. Sent too late, it
 * is kept (lib/auth/action.ts), and after signing in again as the same account it stands here, filled in.
 */
export async function KeptForm({
  action,
  name,
  initial = {},
  children,
}: {
  action: WrappedAction;
  /** which form, among all of them; also the prefix of its fields' ids */
  name: string;
  /** values to begin with; what was kept replaces them whole, because an empty box leaves no value behind */
  initial?: Record<string, string>;
  children: ReactNode;
}) {
  const now = new Date();
  const { accountId } = await requireCustomer('see');
  const kept = await keptValues(accountId, name, now);
  const t = await getTranslations('keptForm');
  const endsAt = (await currentSession())?.endsAt ?? now;
  return (
    <div className="grid grid-cols-1 gap-6">
      {kept ? (
        <Notice role="status">
          <p>
            <strong>{t('title')}</strong>
          </p>
          <p>{t('text')}</p>
        </Notice>
      ) : null}
      <AppForm action={action} initial={untouched(kept ?? initial)} name={name}>
        <input type="hidden" name={KEPT_FIELD} value={name} />
        {children}
      </AppForm>
      {/* With JavaScript it is announced five minutes before (session-end.tsx). */}
      <p className="hidden text-small text-soft noscript:block">{t('until', { time: formatTime(endsAt) })}</p>
    </div>
  );
}
