import type { Day } from '../../lib/kernel/dates';
import { CAST, groupOf, HISTORY, OWES_LAST, PAID, type Role } from './cast';
import { readingDay, type CorrectionPlan, type Payer, type Plan, type PropertyPlan } from './plan';
import { random as randomFrom, type Random } from './random';

/** Every state of the cast comes once in each so many customers; the rest are as chance has it. */
export const CYCLE = 300;

/** The plan of the customer with this index, from 0. Customers before CAST.length may be personas. */
export function planFor(index: number, today: Day): Plan {
  const random = randomFrom(index * 2);
  const role: Role | undefined = CAST[index % CYCLE];
  if (!role) return anybody(random, today);
  const plan: Plan = { kind: 'person', account: false, ...role.plan(random, today) };
  // Only the first cycle has names that the demo prints; its sign-ins are made apart from the rest.
  return index < CAST.length && role.persona
    ? { ...plan, name: role.persona.name, where: plan.where ?? 'town' }
    : { ...plan, account: index >= CAST.length && role.persona !== undefined };
}

const PAYERS: readonly (readonly [share: number, payer: Payer])[] = [
  [0.66, PAID],
  [0.13, { how: 'late' }],
  [0.05, { how: 'halves' }],
  [0.05, OWES_LAST],
  [0.03, { how: 'owes', invoices: 3 }],
  [0.03, { how: 'owes half' }],
  [0.02, { how: 'rounds up' }],
  [0.02, { how: 'overpays', by: 8000, before: 0 }],
  [0.01, { how: 'wrong title' }],
];

function payer(random: Random): Payer {
  let dice = random.next();
  for (const [share, found] of PAYERS) if ((dice -= share) < 0) return found;
  return PAID;
}

/** A customer like any other. */
function anybody(random: Random, today: Day): Plan {
  const business = random.chance(0.08);
  const count = random.chance(0.04) ? 2 : 1;
  const account = random.chance(0.4);
  const consents = ['portal', 'email', 'both', 'paper', 'paper'] as const;
  const consent = random.chance(0.35) ? random.pick(consents) : undefined;
  const service = () => {
    const dice = random.next();
    return dice < 0.86 ? ('water_sewage' as const) : dice < 0.98 ? ('water' as const) : ('sewage' as const);
  };
  const property = (): PropertyPlan => {
    const supplied = service();
    const kind = business ? 'business' : 'person';
    const newcomer = random.chance(0.06);
    const correction: CorrectionPlan[] = random.chance(0.04)
      ? [{ before: random.int(1, 6), tooMuch: random.pick([4000, 7000, 9000, -3000]) }]
      : [];
    return {
      service: supplied,
      group: groupOf(kind, supplied, consent !== undefined),
      months: newcomer ? random.int(2, 34) : HISTORY,
      period: business ? 1 : 2,
      lastReading: readingDay(today, random.int(0, business ? 27 : 58)),
      issueAfter: random.int(2, 10),
      payWithin: random.int(14, 21),
      remote: random.chance(0.85),
      daily: business ? random.int(300, 6000) : random.int(70, 520),
      garden:
        !business && supplied === 'water_sewage' && random.chance(0.16)
          ? { legalisedForDays: random.int(-300, 700) }
          : undefined,
      replacedBefore: !newcomer && random.chance(0.2) ? random.int(2, 30) : undefined,
      endsInDays: random.chance(0.02) ? random.int(3, 500) : undefined,
      newcomer,
      corrections: correction,
    };
  };
  return {
    kind: business ? 'business' : 'person',
    account,
    payer: payer(random),
    consent,
    properties: Array.from({ length: count }, property),
  };
}
