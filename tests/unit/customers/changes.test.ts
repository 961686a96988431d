import { dataOf, judgeChange, sameData, stageOf, type ChangedData } from '@/lib/customers/changes/rules';

const home: ChangedData = {
  street: 'Młyńska',
  building: '14',
  unit: '3',
  postalCode: '66-300',
  city: 'Międzyrzecz',
};

it('takes the parts of what is changed, tidied, and nothing else', () => {
  expect(dataOf('name', { name: '  Zofia\u00a0 Nowa ', nip: '1' })).toEqual({ name: 'Zofia Nowa' });
  expect(dataOf('address', { ...home, unit: ' ', country: 'PL' })).toEqual({ ...home, unit: null });
});

it('blanks make no difference, capitals do', () => {
  expect(sameData('name', { name: 'Jan  Próbny' }, { name: 'Jan Próbny ' })).toBe(true);
  expect(sameData('name', { name: 'jan próbny' }, { name: 'Jan Próbny' })).toBe(false);
});

it.each([
  ['another name with a reason', 'name', { name: 'Zofia Nowa' }, 'ślub', null],
  ['another name without a reason', 'name', { name: 'Zofia Nowa' }, ' ', 'changeReasonMissing'],
  ['no name', 'name', { name: null }, 'ślub', 'changeNameMissing'],
  ['the same name', 'name', { name: 'Zofia Próbna' }, 'ślub', 'changeSame'],
  ['another flat, no reason needed', 'address', { ...home, unit: '4' }, null, null],
  ['a village without streets', 'address', { ...home, street: null, city: 'Bukowiec' }, null, null],
  ['no house', 'address', { ...home, building: null }, null, 'changeBuildingMissing'],
  ['66300', 'address', { ...home, postalCode: '66300' }, null, 'changePostalCode'],
  ['no town', 'address', { ...home, city: null }, null, 'changeCityMissing'],
  ['the same address', 'address', home, null, 'changeSame'],
] as const)('%s', (_case, what, after, reason, code) => {
  const before = what === 'name' ? { name: 'Zofia Próbna' } : home;
  expect(judgeChange(what, before, after, reason)?.code ?? null).toBe(code);
});

describe('an approved change', () => {
  const change = { what: 'name', state: 'approved', before: { name: 'Zofia Próbna' } } as const;

  it.each([
    ['is awaited while billing has what it replaces', 'Zofia Próbna', true, 'awaited'],
    ['has arrived when billing has the new name', 'Zofia Nowa', true, 'done'],
    ['has arrived when billing writes it its own way', 'NOWA ZOFIA', true, 'done'],
    ['is history once a later one was approved', 'Zofia Próbna', false, 'done'],
  ] as const)('%s', (_case, name, newest, stage) => {
    expect(stageOf(change, { name }, newest)).toBe(stage);
  });

  it.each(['requested', 'refused', 'withdrawn'] as const)('a %s one is just that', state => {
    expect(stageOf({ ...change, state }, { name: 'Zofia Nowa' }, true)).toBe(state);
  });
});
