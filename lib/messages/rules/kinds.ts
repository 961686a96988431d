import type { TimeLimit } from './deadlines';

/** What can be written to the utility: each kind with its fields, its time limits and its place in the list. */

/** What a field takes; each has one way to be judged (fields.ts). */
export type FieldType = 'text' | 'invoice' | 'day' | 'account' | 'instalments';

export interface FieldRule {
  readonly name: FieldName;
  readonly type: FieldType;
  readonly required: boolean;
}

export type FieldName =
  'invoiceNumber' | 'meterSerial' | 'place' | 'occurredOn' | 'validFrom' | 'bankAccount' | 'instalments';

export interface KindRule {
  readonly group: 'write' | 'complain' | 'ask';
  /** besides the text, in the order of the form */
  readonly fields: readonly FieldRule[];
  /** within what the answer is promised from receipt; null: no answer is promised. The configuration goes before it */
  readonly answer: TimeLimit | null;
  /** how soon it should be sent after the invoice or the event; later ones are flagged, never refused */
  readonly sent: { readonly after: 'invoice' | 'occurredOn'; readonly within: TimeLimit } | null;
  /** asked on a page of its own, for the signed-in: no form of messages writes it */
  readonly page?: '/move-out';
}

const field = (name: FieldName, type: FieldType, required: boolean): FieldRule => ({ name, type, required });
/** «Written answer within 14 days of receipt»: the utility's own rule. */
const WRITTEN_ANSWER: TimeLimit = { days: 14, unit: 'calendar' };

export const MESSAGE_KINDS = {
  message: { group: 'write', fields: [], answer: WRITTEN_ANSWER, sent: null },
  opinion: { group: 'write', fields: [], answer: null, sent: null },
  comment: { group: 'write', fields: [], answer: null, sent: null },
  complaint_bill: {
    group: 'complain',
    fields: [field('invoiceNumber', 'invoice', true)],
    answer: WRITTEN_ANSWER,
    sent: { after: 'invoice', within: { days: 14, unit: 'calendar' } },
  },
  complaint_meter: {
    group: 'complain',
    fields: [field('meterSerial', 'text', true)],
    answer: WRITTEN_ANSWER,
    sent: null,
  },
  complaint_water: {
    group: 'complain',
    fields: [field('place', 'text', true), field('occurredOn', 'day', true)],
    answer: WRITTEN_ANSWER,
    sent: null,
  },
  complaint_service: {
    group: 'complain',
    fields: [field('place', 'text', true), field('occurredOn', 'day', true)],
    answer: WRITTEN_ANSWER,
    sent: { after: 'occurredOn', within: { days: 3, unit: 'working' } },
  },
  complaint_portal: { group: 'complain', fields: [], answer: WRITTEN_ANSWER, sent: null },
  data_change: {
    group: 'ask',
    fields: [field('validFrom', 'day', false)],
    answer: WRITTEN_ANSWER,
    sent: null,
  },
  refund: {
    group: 'ask',
    fields: [field('bankAccount', 'account', true)],
    answer: WRITTEN_ANSWER,
    sent: null,
  },
  instalments: {
    group: 'ask',
    fields: [field('invoiceNumber', 'invoice', false), field('instalments', 'instalments', true)],
    answer: WRITTEN_ANSWER,
    sent: null,
  },
  move_out: {
    group: 'ask',
    fields: [field('place', 'text', true), field('validFrom', 'day', true)],
    answer: WRITTEN_ANSWER,
    sent: null,
    page: '/move-out',
  },
} as const satisfies Record<string, KindRule>;

export type MessageKind = keyof typeof MESSAGE_KINDS;
export const KIND_NAMES = Object.keys(MESSAGE_KINDS) as [MessageKind, ...MessageKind[]];
export const KIND_GROUPS = ['write', 'complain', 'ask'] as const satisfies readonly KindRule['group'][];

/** The rule of a kind with its widest type. */
export const kindRule = (kind: MessageKind): KindRule => MESSAGE_KINDS[kind];

/** Kinds that the forms of messages write. */
export const WRITTEN_KINDS = KIND_NAMES.filter(kind => kindRule(kind).page === undefined);

export const isWrittenKind = (value: unknown): value is MessageKind =>
  isMessageKind(value) && WRITTEN_KINDS.includes(value);

export const isMessageKind = (value: unknown): value is MessageKind =>
  typeof value === 'string' && Object.hasOwn(MESSAGE_KINDS, value);
