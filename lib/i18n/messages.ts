import type { Locale } from '@/lib/kernel/money';
import accessibilityEn from './messages/en/accessibility.json';
import contactEn from './messages/en/contact.json';
import faultEn from './messages/en/fault.json';
import helpEn from './messages/en/help.json';
import layoutEn from './messages/en/layout.json';
import privacyEn from './messages/en/privacy.json';
import refusalEn from './messages/en/refusal.json';
import startEn from './messages/en/start.json';
import accessibilityPl from './messages/pl/accessibility.json';
import contactPl from './messages/pl/contact.json';
import faultPl from './messages/pl/fault.json';
import helpPl from './messages/pl/help.json';
import layoutPl from './messages/pl/layout.json';
import privacyPl from './messages/pl/privacy.json';
import refusalPl from './messages/pl/refusal.json';
import startPl from './messages/pl/start.json';

/** All texts, one file per namespace (docs/decisions/0006); a test compares the two languages key by key. */
const pl = {
  accessibility: accessibilityPl,
  contact: contactPl,
  fault: faultPl,
  help: helpPl,
  layout: layoutPl,
  privacy: privacyPl,
  refusal: refusalPl,
  start: startPl,
};
const en: typeof pl = {
  accessibility: accessibilityEn,
  contact: contactEn,
  fault: faultEn,
  help: helpEn,
  layout: layoutEn,
  privacy: privacyEn,
  refusal: refusalEn,
  start: startEn,
};

export const messages: Record<Locale, typeof pl> = { pl, en };
export type Messages = typeof pl;
