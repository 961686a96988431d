import type { Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { requireObliged } from '@/lib/auth/guards';
import { keptRecoveryCodes } from '@/lib/auth/second-factor/cookies';
import { formatRecoveryCode } from '@/lib/auth/second-factor/rules';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { utility } from '@/lib/utility';

/** The recovery codes just made as a text file, as long as their page shows them. */
export async function GET(): Promise<Response> {
  const session = await requireObliged('secondFactor');
  const codes = await keptRecoveryCodes(session.accountId);
  if (!codes) redirect((session.staffRole ? '/second-factor' : '/account/second-factor') as Route);
  const t = await getTranslations('secondFactor.codes');
  const head = t('file', {
    utility: utility().name,
    email: session.email,
    day: formatDay(dayOf(new Date()), await getLocale()),
  });
  // A byte order mark and Windows' line ends: plain editors open it right everywhere.
  const text = `\ufeff${head}\n\n${codes.map(formatRecoveryCode).join('\n')}\n`.replaceAll('\n', '\r\n');
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${t('fileName')}"`,
      'cache-control': 'private, no-store',
    },
  });
}
