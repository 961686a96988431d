import { formatDayShort, parseDay, type Day } from '../../kernel/dates';
import { isNrb } from '../../kernel/identifiers';
import { kindRule, type FieldName, type FieldRule, type MessageKind } from './kinds';

/** Code of a text under `refusal`. */
export type FieldRefusal =
  | 'caseInvoiceMissing'
  | 'meterSerialMissing'
  | 'casePlaceMissing'
  | 'caseDayInvalid'
  | 'caseDayFuture'
  | 'caseAccountInvalid'
  | 'caseInstalments'
  | 'tooLong';

export interface JudgedFields {
  /** what is kept: trimmed, days as `22.11.2026`; empty ones are left out */
  readonly values: Readonly<Partial<Record<FieldName, string>>>;
  readonly occurredOn: Day | null;
  readonly refusals: readonly { readonly field: FieldName; readonly code: FieldRefusal }[];
}

const LONGEST = 200;
const MISSING: Readonly<Record<FieldName, FieldRefusal>> = {
  invoiceNumber: 'caseInvoiceMissing',
  meterSerial: 'meterSerialMissing',
  place: 'casePlaceMissing',
  occurredOn: 'caseDayInvalid',
  validFrom: 'caseDayInvalid',
  bankAccount: 'caseAccountInvalid',
  instalments: 'caseInstalments',
};

/** Judges the fields of a kind, all of them, so that everything that is wrong is said together. */
export function judgeFields(
  kind: MessageKind,
  typed: Readonly<Record<string, unknown>>,
  today: Day,
): JudgedFields {
  const values: Partial<Record<FieldName, string>> = {};
  const refusals: { field: FieldName; code: FieldRefusal }[] = [];
  let occurredOn: Day | null = null;
  for (const rule of kindRule(kind).fields) {
    const raw = typed[rule.name];
    const text = typeof raw === 'string' ? raw.trim() : '';
    if (text === '') {
      if (rule.required) refusals.push({ field: rule.name, code: MISSING[rule.name] });
      continue;
    }
    const judged = judgeField(rule, text, today);
    if ('code' in judged) refusals.push({ field: rule.name, code: judged.code });
    else {
      values[rule.name] = judged.value;
      if (rule.name === 'occurredOn') occurredOn = parseDay(judged.value);
    }
  }
  return { values, occurredOn, refusals };
}

function judgeField(
  { name, type }: FieldRule,
  text: string,
  today: Day,
): { value: string } | { code: FieldRefusal } {
  if (text.length > LONGEST) return { code: 'tooLong' };
  switch (type) {
    case 'text':
    case 'invoice':
      return { value: text };
    case 'day': {
      const day = parseDay(text.replace(/\s/g, ''));
      if (!day) return { code: 'caseDayInvalid' };
      // What happened has happened; from when on something is to hold may lie ahead.
      if (name === 'occurredOn' && day > today) return { code: 'caseDayFuture' };
      return { value: formatDayShort(day) };
    }
    case 'account': {
      const digits = text.replace(/^PL/i, '').replace(/[\s-]/g, '');
      return isNrb(digits) ? { value: digits } : { code: 'caseAccountInvalid' };
    }
    case 'instalments':
      return /^([2-9]|1\d|2[0-4])$/.test(text) ? { value: text } : { code: 'caseInstalments' };
  }
}
