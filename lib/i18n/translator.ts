import { createTranslator } from 'next-intl';
import type { Locale } from '@/lib/kernel/money';
import { messages, type Messages } from './messages';

/** Texts of one namespace in a language that somebody else than the current request's reader reads. */
export const translator = <Namespace extends keyof Messages>(locale: Locale, namespace: Namespace) =>
  createTranslator({ locale, messages: messages[locale], namespace, timeZone: 'Europe/Warsaw' });
