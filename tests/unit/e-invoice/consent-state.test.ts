import { consentOn, firstAffected, mailsInvoices, termsWait, type ConsentEntry } from '@/lib/e-invoice/rules';
import { day } from '@/lib/kernel/dates';

let last = 0;
const entry = (
  action: ConsentEntry['action'],
  on: string,
  more: Partial<ConsentEntry> = {},
): ConsentEntry => ({
  id: ++last,
  action,
  effectiveOn: day(on),
  delivery: action === 'withdrawn' ? null : 'portal',
  email: null,
  termsVersion: action === 'accepted' ? '1.0' : null,
  ...more,
});
const mailed = (email: string): Partial<ConsentEntry> => ({ delivery: 'email', email });

/** `active email a@…` or `paper` */
const said = (ledger: readonly ConsentEntry[], on: string): string => {
  const state = consentOn(ledger, day(on));
  return state.active ? ['e-invoice', state.delivery, state.email].filter(Boolean).join(' ') : 'paper';
};

const accepted = entry('accepted', '2026-11-10', { delivery: 'both', email: 'a@example.pl' });
const moved = entry('changed', '2026-11-14', { delivery: 'email', email: 'b@example.pl' });
const portalOnly = entry('changed', '2026-11-16', { delivery: 'portal' });
const withdrawn = entry('withdrawn', '2026-11-20');
const paper = entry('accepted', '2026-11-05', { ...mailed('p@example.pl') });
const morning = entry('withdrawn', '2026-11-10');
const evening = entry('accepted', '2026-11-10', mailed('c@example.pl'));

describe('the state on a day', () => {
  it.each<[string, readonly ConsentEntry[], string, string]>([
    ['no entry: paper', [], '2026-11-22', 'paper'],
    ['the day before an acceptance: paper', [accepted], '2026-11-09', 'paper'],
    ['an acceptance holds on its own day', [accepted], '2026-11-10', 'e-invoice both a@example.pl'],
    ['and on every later one', [accepted], '2036-01-01', 'e-invoice both a@example.pl'],
    ['the day before a change: as accepted', [accepted, moved], '2026-11-13', 'e-invoice both a@example.pl'],
    ['a change holds on its own day', [accepted, moved], '2026-11-14', 'e-invoice email b@example.pl'],
    [
      'a change to the portal takes the address away',
      [accepted, portalOnly],
      '2026-11-16',
      'e-invoice portal',
    ],
    [
      'the day before a withdrawal: e-invoice',
      [accepted, withdrawn],
      '2026-11-19',
      'e-invoice both a@example.pl',
    ],
    ['a withdrawal holds on its own day', [accepted, withdrawn], '2026-11-20', 'paper'],
    [
      'paper received on the 5th and entered after a withdrawal of the 20th: the 20th decides',
      [withdrawn, { ...paper, id: 999 }],
      '2026-11-20',
      'paper',
    ],
    [
      'paper received on the 5th and entered on the 20th: e-invoice from the 5th',
      [{ ...paper, id: 999 }],
      '2026-11-06',
      'e-invoice email p@example.pl',
    ],
    [
      'paper received before a decision in the portal and entered after it: the portal’s is the newer decision',
      [accepted, { ...paper, id: 999 }],
      '2026-11-22',
      'e-invoice both a@example.pl',
    ],
    [
      'two on one day: the later entry wins',
      [morning, evening],
      '2026-11-10',
      'e-invoice email c@example.pl',
    ],
    [
      'two on one day, the other way round: the later entry wins',
      [evening, { ...morning, id: 999 }],
      '2026-11-10',
      'paper',
    ],
    ['a change without an acceptance changes nothing', [moved], '2026-11-22', 'paper'],
    [
      'a change after a withdrawal changes nothing',
      [accepted, withdrawn, { ...moved, effectiveOn: day('2026-11-21') }],
      '2026-11-22',
      'paper',
    ],
    [
      'new terms accepted, and nothing else said: delivery and address stay',
      [accepted, entry('accepted', '2026-11-18', { delivery: null, termsVersion: '1.1' })],
      '2026-11-18',
      'e-invoice both a@example.pl',
    ],
    [
      'accepted again after a withdrawal: e-invoice',
      [accepted, withdrawn, entry('accepted', '2026-11-21')],
      '2026-11-21',
      'e-invoice portal',
    ],
  ])('%s', (_rule, ledger, on, expected) => {
    expect(said(ledger, on)).toBe(expected);
    expect(said([...ledger].reverse(), on)).toBe(expected);
  });

  it('consent lasts since its first acceptance, through changes and new terms, until a withdrawal', () => {
    const again = entry('accepted', '2026-11-21', { termsVersion: '1.1' });
    expect(consentOn([accepted, moved], day('2026-11-22'))).toMatchObject({ since: '2026-11-10' });
    expect(consentOn([accepted, again], day('2026-11-22'))).toMatchObject({
      since: '2026-11-10',
      termsVersion: '1.1',
    });
    expect(consentOn([accepted, withdrawn, again], day('2026-11-22'))).toMatchObject({ since: '2026-11-21' });
  });

  it('invoices are mailed to `email` and `both`, never to `portal` and never without an address', () => {
    const mails = (more: Partial<ConsentEntry>) =>
      mailsInvoices(consentOn([entry('accepted', '2026-11-10', more)], day('2026-11-10')));
    expect(mails({ delivery: 'email', email: 'a@example.pl' })).toBe(true);
    expect(mails({ delivery: 'both', email: 'a@example.pl' })).toBe(true);
    expect(mails({ delivery: 'portal', email: 'a@example.pl' })).toBe(false);
    expect(mails({ delivery: 'email', email: null })).toBe(false);
  });
});

describe('the first invoice that a decision affects', () => {
  const invoice = (issuedOn: string) => ({ issuedOn: day(issuedOn), number: issuedOn });
  const invoices = ['2026-11-20', '2026-11-10', '2026-11-09', '2026-11-15'].map(invoice);

  it.each<[string, readonly ConsentEntry[], ConsentEntry, unknown]>([
    ['accepted on the 10th: the one issued on the 10th', [accepted], accepted, '2026-11-10'],
    ['changed on the 14th: the one of the 15th', [accepted, moved], moved, '2026-11-15'],
    ['withdrawn on the 20th: the one of the 20th', [accepted, withdrawn], withdrawn, '2026-11-20'],
    [
      'decided on the 21st: none yet, the next from the 21st on',
      [entry('accepted', '2026-11-21', { ...accepted, id: 77, effectiveOn: day('2026-11-21') })],
      { ...accepted, id: 77, effectiveOn: day('2026-11-21') },
      { kind: 'next', from: '2026-11-21' },
    ],
    ['replaced on the same day: none', [morning, evening], morning, { kind: 'none' }],
    [
      'changed on the 14th and the 16th, 15th between: the 15th',
      [accepted, moved, portalOnly],
      moved,
      '2026-11-15',
    ],
  ])('%s', (_rule, ledger, of, expected) => {
    const first = firstAffected(ledger, of, invoices);
    expect(first.kind === 'issued' ? first.invoice.number : first).toEqual(expected);
  });
});

describe('new terms', () => {
  const old = { version: '1.0', effectiveFrom: day('2026-01-01') };
  const fresh = { version: '1.1', effectiveFrom: day('2026-11-15') };
  const on = day('2026-11-22');
  const wait = (ledger: readonly ConsentEntry[], recordedOn: string, versions = [old, fresh]) =>
    termsWait(consentOn(ledger, on), versions, day(recordedOn));

  it('wait for whoever accepted an earlier version', () => {
    expect(wait([accepted], '2026-11-10')).toBe(true);
  });
  it('do not wait for whoever accepted them', () => {
    expect(wait([entry('accepted', '2026-11-16', { termsVersion: '1.1' })], '2026-11-16')).toBe(false);
  });
  it('wait for nobody who has no consent', () => {
    expect(wait([], '2026-11-10')).toBe(false);
    expect(wait([accepted, withdrawn], '2026-11-20')).toBe(false);
  });
  it('brought over without a version: as of the day on which it was brought over, the oldest of ours at least', () => {
    const imported = entry('accepted', '2020-01-01', { termsVersion: null });
    expect(wait([imported], '2026-11-10')).toBe(true);
    expect(wait([imported], '2026-11-16')).toBe(false);
    expect(wait([imported], '2020-01-01', [old])).toBe(false);
  });
});
