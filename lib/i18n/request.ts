import { cookies, headers } from 'next/headers';
import type { Locale } from '@/lib/kernel/money';

export const LOCALE_COOKIE = 'locale';

/** The reader's language: what they chose, else what the browser asks for, else Polish. */
export async function readerLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (chosen === 'pl' || chosen === 'en') return chosen;
  const accepted = (await headers()).get('accept-language') ?? '';
  // Whoever accepts Polish at all gets Polish: it is the original, English the translation.
  return /^en\b/i.test(accepted) && !/\bpl\b/i.test(accepted) ? 'en' : 'pl';
}
