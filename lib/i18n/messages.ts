import type { Locale } from '@/lib/kernel/money';
import layoutEn from './messages/en/layout.json';
import refusalEn from './messages/en/refusal.json';
import layoutPl from './messages/pl/layout.json';
import refusalPl from './messages/pl/refusal.json';

/** All texts, one file per namespace (docs/decisions/0006); a test compares the two languages key by key. */
const pl = { layout: layoutPl, refusal: refusalPl };
const en: typeof pl = { layout: layoutEn, refusal: refusalEn };

export const messages: Record<Locale, typeof pl> = { pl, en };
export type Messages = typeof pl;
