import 'server-only';
import { getTranslations } from '@/lib/i18n/server';
import type * as z from 'zod';
import { db } from '@/db/client';
import { untouched, type FormError, type FormQuestion, type FormState } from '@/lib/kernel/form';
import { Refusal } from '@/lib/kernel/refusal';
import type { CustomerActor, StaffActor } from './actor';
import { currentActor, requireCustomer, requireStaff } from './guards';
import { forgetSentForm, KEPT_FIELD, keepSentForm } from './kept-form';
import { spend } from './limits';
import type { Permission } from './permissions';
import type { RefusalCode } from './refusal-codes';
import type { AccessNeed } from './scopes';
import { visitor, type Visitor } from './visitor';

export { says } from './refusal-codes';

/**
 * A Server Action made by one of the wrappers below: for `useActionState` (with its state first) and for a
 * bare `<form action>` (form data alone; there a refusal shows nothing).
 */
export interface WrappedAction {
  (data: FormData): Promise<void>;
  (state: FormState, data: FormData): Promise<FormState>;
}

/** The form again, with everything that was typed: what is wrong with it and what has to be answered first. */
export interface Objections {
  readonly refusals: readonly Refusal[];
  readonly questions: readonly FormQuestion[];
}

/** Carries it out. Ends with a redirect, or shows the form again: as it was, or with objections. */
export type Handler<Input, Who> = (
  who: Who,
  input: Input,
  now: Date,
  from: Visitor,
) => Promise<Objections | void>;

/** What never goes back into a page, nor waits for a later one. */
const SECRET = /password|secret|token|^code$/i;

/** A form as an object: fields sent several times become lists; React's own fields are left out. */
function fieldsOf(data: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const fields: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {};
  for (const name of new Set(data.keys())) {
    if (name.startsWith('$ACTION')) continue;
    const all = data.getAll(name);
    fields[name] = all.length === 1 ? all[0]! : all;
  }
  return fields;
}

async function answer(
  state: FormState,
  data: FormData,
  errors: readonly Refusal[],
  questions: readonly FormQuestion[] = [],
): Promise<FormState> {
  const t = await getTranslations('refusal');
  const translated = errors.map(({ code, field, params }): FormError => {
    const known = t.has(code as RefusalCode) ? (code as RefusalCode) : 'invalid';
    return { field: field ?? null, message: t(known, params) };
  });
  return { errors: translated, questions, values: typedValues(data), attempt: state.attempt + 1 };
}

/** What was typed and may be shown again: no passwords and codes, no files. Of several alike: `name-0`, `name-1`. */
function typedValues(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(fieldsOf(data))) {
    if (SECRET.test(name)) continue;
    const all = Array.isArray(value)
      ? value.map((each, i) => [`${name}-${i}`, each] as const)
      : [[name, value] as const];
    for (const [key, each] of all) if (typeof each === 'string') values[key] = each;
  }
  return values;
}

/** One error a field, the first, because the others usually follow from it; in the order of the form. */
function refusalsOf(issues: readonly z.core.$ZodIssue[], data: FormData): Refusal[] {
  const byField = new Map<string, Refusal>();
  for (const { path, message } of issues) {
    const field = path[0] === undefined ? undefined : String(path[0]);
    if (!byField.has(field ?? '')) byField.set(field ?? '', new Refusal(message, field));
  }
  const order = [...data.keys()];
  // A box that is not ticked is not sent at all; such stand last, as they do in forms.
  const place = (field = '') => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...byField.values()].sort((a, b) => place(a.field) - place(b.field));
}

/**
 * The way of every action: guard, limit, parse, act, answer. Refusals come back as errors of the form in the
 * reader's language; everything else that is thrown (faults, Next.js's redirect and notFound) passes through.
 */
function wrap<Schema extends z.ZodType, Who>(
  guard: (from: Visitor, now: Date, data: FormData) => Promise<Who>,
  schema: Schema,
  handler: Handler<z.output<Schema>, Who>,
): WrappedAction {
  async function action(first: FormState | FormData, second?: FormData): Promise<FormState> {
    const [state, data] = first instanceof FormData ? [untouched(), first] : [first, second!];
    const now = new Date();
    const from = await visitor();
    try {
      const who = await guard(from, now, data);
      const parsed = schema.safeParse(fieldsOf(data));
      if (!parsed.success) return await answer(state, data, refusalsOf(parsed.error.issues, data));
      const objections = await handler(who, parsed.data, now, from);
      if (objections) return await answer(state, data, objections.refusals, objections.questions);
      return { ...untouched(), attempt: state.attempt + 1 };
    } catch (error) {
      if (error instanceof Refusal) return answer(state, data, [error]);
      throw error;
    }
  }
  return action as WrappedAction;
}

/**
 * An action that anybody may call. Limited by network; what is worth guessing needs limits of its own.
 * @param name counts apart from other actions
 */
export function publicAction<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  handler: Handler<z.output<Schema>, Visitor>,
): WrappedAction {
  const guard = async (from: Visitor, now: Date) => {
    await spend(db(), 'actionOfNetwork', `${name} ${from.prefix}`, now);
    return from;
  };
  return wrap(guard, schema, handler);
}

/**
 * An action of a signed-in customer; the handler gets the actor first. A form that comes after its session ended
 * is kept, and finished after signing in again (app/(customer)/kept-form.tsx).
 * @param needs what the access to the current customer has to open; left out, all of it
 */
export function customerAction<Schema extends z.ZodType>(
  schema: Schema,
  handler: Handler<z.output<Schema>, CustomerActor>,
  needs: AccessNeed = 'all',
): WrappedAction {
  const guard = async (from: Visitor, now: Date, data: FormData) => {
    if (!(await currentActor()) && data.has(KEPT_FIELD)) {
      await spend(db(), 'actionOfNetwork', `kept ${from.prefix}`, now);
      await keepSentForm(data, typedValues(data), now);
    }
    const actor = await requireCustomer(needs);
    // Staff who look at a customer's portal write nothing there, whatever is sent.
    if (actor.viewing) throw new Refusal('viewingOnly');
    await spend(db(), 'actionOfAccount', String(actor.accountId), now);
    await forgetSentForm(actor.accountId, data);
    return actor;
  };
  return wrap(guard, schema, handler);
}

/** An action of staff whose role has the permission. */
export function staffAction<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  handler: Handler<z.output<Schema>, StaffActor>,
): WrappedAction {
  const guard = async (_from: Visitor, now: Date) => {
    const actor = await requireStaff(permission);
    await spend(db(), 'actionOfAccount', String(actor.accountId), now);
    return actor;
  };
  return wrap(guard, schema, handler);
}
