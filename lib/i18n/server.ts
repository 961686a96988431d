import 'server-only';
import type { getTranslations as GetTranslations } from 'next-intl/server';
import { cache } from 'react';
import type { Locale } from '@/lib/kernel/money';
import type { Messages } from './messages';
import { readerLocale } from './request';
import { translator } from './translator';

/** The language of the current request. */
export const getLocale = cache(readerLocale);

const kept = new Map<string, ReturnType<typeof translator>>();

/**
 * Texts of one namespace in the language of the current request. Translators are kept for as long as the process
 * lives: next-intl's own function of this name parses each message anew for every request, which took a seventh
 * of the dashboard's CPU (docs/decisions/0006).
 */
export const getTranslations = (async (namespace: keyof Messages) => {
  const locale: Locale = await getLocale();
  const key = `${locale} ${namespace}`;
  let found = kept.get(key);
  if (!found) kept.set(key, (found = translator(locale, namespace)));
  return found;
}) as typeof GetTranslations;
