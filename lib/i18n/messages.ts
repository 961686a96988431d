import type { Locale } from '@/lib/kernel/money';
import faultEn from './messages/en/fault.json';
import layoutEn from './messages/en/layout.json';
import refusalEn from './messages/en/refusal.json';
import startEn from './messages/en/start.json';
import faultPl from './messages/pl/fault.json';
import layoutPl from './messages/pl/layout.json';
import refusalPl from './messages/pl/refusal.json';
import startPl from './messages/pl/start.json';

/** All texts, one file per namespace (docs/decisions/0006); a test compares the two languages key by key. */
const pl = {
  fault: faultPl,
  layout: layoutPl,
  refusal: refusalPl,
  start: startPl,
};
const en: typeof pl = {
  fault: faultEn,
  layout: layoutEn,
  refusal: refusalEn,
  start: startEn,
};

export const messages: Record<Locale, typeof pl> = { pl, en };
export type Messages = typeof pl;
