import type { AuditLine } from '@/lib/audit/queries';
import type { getTranslations } from '@/lib/i18n/server';
import type { Messages } from '@/lib/i18n/messages';

type Translator = Awaited<ReturnType<typeof getTranslations<'office-audit'>>>;
type Area = keyof Messages['office-audit']['areas'];

/** First words of what the log knows, in the order of the filter's list. */
export const AREAS = [
  'session',
  'account',
  'access',
  'customer',
  'change',
  'sharing',
  'move_out',
  'message',
  'invoice',
  'reading',
  'e_invoice',
  'notifications',
  'announcement',
  'delivery',
  'billing',
  'export',
  'form',
  'terms',
  'settings',
  'audit',
  'retention',
] as const satisfies readonly Area[];

/** What was done, in plain words; an action without words stands as it is. */
export function deedOf(action: string, t: Translator): string {
  const key = `actions.${action}` as Parameters<Translator['has']>[0];
  return t.has(key) ? t(key as never) : action;
}

/** Who it was: a colleague, an account with its customers, or nobody signed in. */
export const whoOf = ({ who }: AuditLine, t: Translator): string =>
  who === null
    ? t('nobody')
    : who.kind === 'staff'
      ? who.email
      : t('customerAccount', { numbers: who.numbers.join(', ') || '–' });

/** The details as they were written, one after the other. */
export const detailsOf = ({ details }: AuditLine): string =>
  Object.entries(details)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
