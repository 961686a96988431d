import type { Day } from '../../lib/kernel/dates';
import { readingDay, type Payer, type Plan, type PropertyPlan } from './plan';
import type { Random } from './random';
import type { TariffGroup } from './tariffs';

/** Months of history that most have. */
export const HISTORY = 36;

/** The tariff group by kind of customer, service, and paper or e-invoice. */
export const groupOf = (
  kind: Plan['kind'],
  service: PropertyPlan['service'],
  electronic: boolean,
): TariffGroup => {
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

export const PAID: Payer = { how: 'prompt' };
export const OWES_LAST: Payer = { how: 'owes', invoices: 1 };

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
    state: 'invoice taken back whole and issued anew',
    plan: (r, t) => ({
      payer: PAID,
      properties: [home(r, t, 24, { corrections: [{ before: 1, tooMuch: 12_000, reissued: true }] })],
    }),
  },
  {
    state: 'invoices of 0.00',
    plan: (r, t) => ({
      payer: PAID,
      where: 'no streets',
      properties: [home(r, t, 10, { service: 'water', group: 'R1', daily: 300, summerOnly: true })],
    }),
  },
  {
    state: 'hint at a leak',
    persona: { name: 'Krystyna Wronka', note: 'zużycie trzy razy większe niż zwykle' },
    plan: (r, t) => ({ payer: PAID, properties: [home(r, t, 6, { leak: 3.1 })] }),
  },
  {
    state: 'large volume',
    plan: (r, t) => ({
      kind: 'business',
      payer: PAID,
      properties: [firm(r, t, 19, { daily: 160_000, openingState: 2_140_000_000 })],
    }),
  },
] as const satisfies readonly Role[];

export type State = (typeof CAST)[number]['state'];

/** Which customer (from 0) is the first in a state. */
export const indexOf = (state: State): number => CAST.findIndex(role => role.state === state);
