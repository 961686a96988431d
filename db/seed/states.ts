import type { Day } from '../../lib/kernel/dates';
import { readingDay, type CorrectionPlan, type Payer, type Plan, type PropertyPlan } from './plan';
import { random as randomFrom, type Random } from './random';
import type { TariffGroup } from './tariffs';

/** Decides who a customer is. Every state of CAST comes once in each 300 customers, the rest as chance has it. */
export const CYCLE = 300;

const HISTORY = 36;

const groupOf = (kind: Plan['kind'], service: PropertyPlan['service'], electronic: boolean): TariffGroup => {
  if (service === 'sewage') return 'S1';
  if (kind === 'business') return service === 'water' ? 'B1W' : 'B1';
  return service === 'water' ? 'G1W' : electronic ? 'G1E' : 'G1';
};

/** An ordinary flat or house: read and invoiced so that the newest invoice is `issuedAgo` days old. */
function home(random: Random, today: Day, issuedAgo: number, more: Partial<PropertyPlan> = {}): PropertyPlan {
  const service = more.service ?? 'water_sewage';
  const issueAfter = more.issueAfter ?? 5;
  return {
    service,
    group: groupOf('person', service, false),
    months: HISTORY,
    period: 2,
    lastReading: readingDay(today, issuedAgo + issueAfter),
    issueAfter,
    payWithin: 14,
    remote: true,
    daily: random.int(180, 420),
    newcomer: false,
    corrections: [],
    ...more,
  };
}

function firm(random: Random, today: Day, issuedAgo: number, more: Partial<PropertyPlan> = {}): PropertyPlan {
  return home(random, today, issuedAgo, { group: 'B1', period: 1, daily: random.int(600, 3500), ...more });
}

const PAID = { how: 'prompt' } as const;
const OWES_LAST: Payer = { how: 'owes', invoices: 1 };

/** A member of the cast: a state that somebody will want to see. */
export interface Role {
  state: string;
  plan: (random: Random, today: Day) => Omit<Plan, 'account' | 'kind'> & Partial<Plan>;
  /** a demo sign-in: the person's name (nobody's) and what to see there */
  persona?: { name: string; note: string; also?: { state: string; nickname: string } };
}

/** The first customers of every 300, in this order. Personas only among the very first. */
export const CAST = [
  {
    state: 'due, garden meter with legalisation soon to end',
    persona: {
      name: 'Halina Zawadzka',
      note: 'faktura do zapłaty, wodomierz ogrodowy z kończącą się legalizacją',
    },
    plan: (r, t) => ({
      payer: OWES_LAST,
      consent: 'both',
      properties: [home(r, t, 4, { group: 'G1E', garden: { legalisedForDays: 51 }, payWithin: 21 })],
    }),
  },
  {
    state: 'overdue',
    persona: { name: 'Marek Olszewski', note: 'dwie faktury po terminie' },
    plan: (r, t) => ({
      payer: { how: 'owes', invoices: 2 },
      properties: [home(r, t, 26, { remote: false })],
    }),
  },
  {
    state: 'partly paid',
    persona: { name: 'Ewa Wesołowska', note: 'ostatnia faktura zapłacona częściowo' },
    plan: (r, t) => ({ payer: { how: 'owes half' }, properties: [home(r, t, 12, { payWithin: 20 })] }),
  },
  {
    state: 'overpaid',
    persona: { name: 'Tadeusz Mazurek', note: 'nadpłata' },
    plan: (r, t) => ({
      payer: { how: 'overpays', by: 15_000, before: 0 },
      properties: [home(r, t, 20)],
    }),
  },
  {
    state: 'corrected down and up',
    persona: { name: 'Danuta Bielska', note: 'faktury korygujące: w dół i w górę' },
    plan: (r, t) => ({
      payer: PAID,
      properties: [
        home(r, t, 18, {
          corrections: [
            { before: 1, tooMuch: 6000 },
            { before: 3, tooMuch: -4000 },
          ],
        }),
      ],
    }),
  },
  {
    state: 'two properties',
    persona: { name: 'Ryszard Gajewski', note: 'dwie nieruchomości, jedna z ogrodem' },
    plan: (r, t) => ({
      payer: PAID,
      consent: 'email',
      properties: [home(r, t, 30), home(r, t, 11, { daily: 90, garden: { legalisedForDays: 700 } })],
    }),
  },
  {
    state: 'three properties and a history of 66 months',
    persona: { name: 'Barbara Wilczek', note: 'trzy nieruchomości, ponad pięć lat historii' },
    plan: (r, t) => ({
      payer: { how: 'late' },
      properties: [
        home(r, t, 16, { months: 66, replacedBefore: 30 }),
        home(r, t, 33, { months: 66, replacedBefore: 41, remote: false }),
        home(r, t, 47, { months: 40, service: 'water', group: 'G1W' }),
      ],
    }),
  },
  {
    state: 'replaced meter, garden meter with expired legalisation',
    persona: { name: 'Jerzy Kołodziej', note: 'wymieniony wodomierz; legalizacja ogrodowego wygasła' },
    plan: (r, t) => ({
      payer: PAID,
      properties: [home(r, t, 15, { replacedBefore: 5, garden: { legalisedForDays: -140 } })],
    }),
  },
  {
    state: 'business in KSeF',
    persona: { name: 'Piekarnia Pod Dębem s.c.', note: 'firma z NIP, faktury w KSeF z dokumentami XML' },
    plan: (r, t) => ({ kind: 'business', payer: OWES_LAST, properties: [firm(r, t, 6)] }),
  },
  {
    state: 'fixed term ending within 60 days',
    persona: { name: 'Monika Sobczak', note: 'umowa na czas określony kończy się za 24 dni' },
    plan: (r, t) => ({
      payer: PAID,
      properties: [home(r, t, 14, { endsInDays: 24, months: 22, newcomer: true })],
    }),
  },
  {
    state: 'former customer',
    persona: { name: 'Stanisław Urban', note: 'były klient: umowa zakończona' },
    plan: (r, t) => ({ payer: PAID, properties: [home(r, t, 70, { endsInDays: -76 })] }),
  },
  {
    state: 'no invoices yet',
    persona: { name: 'Łucja Tomczyk', note: 'nowa klientka, jeszcze bez faktur' },
    plan: (r, t) => ({
      payer: PAID,
      properties: [home(r, t, 0, { months: 0, lastReading: readingDay(t, 9), newcomer: true })],
    }),
  },
  {
    state: 'bank account changed and not confirmed',
    persona: { name: 'Grzegorz Kalinowski', note: 'zmieniony rachunek do wpłat, czeka na potwierdzenie' },
    plan: (r, t) => ({
      payer: OWES_LAST,
      bankAccountChanged: true,
      properties: [home(r, t, 7, { payWithin: 18 })],
    }),
  },
  {
    state: 'nothing to pay',
    persona: {
      name: 'Irena Majewska',
      note: 'wszystko zapłacone; prowadzi też konto mamy, która ma coś do zapłaty',
      also: { state: 'managed by another account', nickname: 'Mama' },
    },
    plan: (r, t) => ({ payer: PAID, consent: 'portal', properties: [home(r, t, 21)] }),
  },
  {
    state: 'managed by another account',
    plan: (r, t) => ({
      payer: OWES_LAST,
      properties: [home(r, t, 9, { daily: 120, remote: false, payWithin: 16 })],
    }),
  },
  {
    state: 'wrong title',
    plan: (r, t) => ({ payer: { how: 'wrong title' }, properties: [home(r, t, 16)] }),
  },
  {
    state: 'zero to pay',
    plan: (r, t) => ({
      payer: { how: 'overpays', by: 30_000, before: 1 },
      properties: [home(r, t, 8, { daily: 200 })],
    }),
  },
  {
    state: 'town without streets',
    plan: (r, t) => ({
      payer: OWES_LAST,
      where: 'no streets',
      properties: [home(r, t, 6, { service: 'water', group: 'G1W', remote: false })],
    }),
  },
  {
    state: 'without an account',
    plan: (r, t) => ({ payer: OWES_LAST, where: 'town', properties: [home(r, t, 10, { payWithin: 21 })] }),
  },
  {
    state: 'business with a correction in KSeF',
    plan: (r, t) => ({
      kind: 'business',
      payer: PAID,
      properties: [firm(r, t, 17, { corrections: [{ before: 1, tooMuch: 5000 }] })],
    }),
  },
  {
    state: 'fixed term ending within 30 days, legalisation valid, consent withdrawn',
    plan: (r, t) => ({
      payer: { how: 'rounds up' },
      consent: 'withdrawn',
      properties: [home(r, t, 12, { endsInDays: 52, garden: { legalisedForDays: 690 }, newcomer: true })],
    }),
  },
  {
    state: 'fixed term ending within 7 days',
    plan: (r, t) => ({
      payer: PAID,
      properties: [home(r, t, 13, { endsInDays: 5, months: 12, newcomer: true })],
    }),
  },
  {
    state: 'sewage only',
    plan: (r, t) => ({
      payer: { how: 'halves' },
      properties: [home(r, t, 28, { service: 'sewage', group: 'S1' })],
    }),
  },
  {
    state: 'large volume',
    plan: (r, t) => ({ kind: 'business', payer: PAID, properties: [firm(r, t, 19, { daily: 160_000 })] }),
  },
] as const satisfies readonly Role[];

export type State = (typeof CAST)[number]['state'];

/** Which customer (from 0) is the first in a state. */
export const indexOf = (state: State): number => CAST.findIndex(role => role.state === state);

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
