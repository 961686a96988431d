import { findPlaces, hardnessOf, withinLimits, type Place } from '@/lib/water-quality/rules';

test.each([
  ['0', '0.0', 'soft'],
  ['1.35', '7.6', 'soft'],
  ['1.49999999', '8.4', 'soft'],
  ['1.5', '8.4', 'medium'],
  ['2.10', '11.8', 'medium'],
  ['2.5', '14.0', 'medium'],
  ['2.75', '15.4', 'hard'],
])('%s mmol/l are %s °n: %s', (mmol, degrees, scale) => {
  expect(hardnessOf(mmol)).toEqual({ mmol, degrees, scale });
});

test.each([
  ['0.50', false, null, '0.50', true],
  ['0.51', false, null, '0.50', false],
  ['0', false, null, '0', true],
  ['6.4', false, '6.5', '9.5', false],
  ['6.5', false, '6.5', '9.5', true],
  ['0.05', true, null, '0.50', true],
  ['5', true, '4', null, false],
  ['7', false, null, null, null],
])('%s (below: %s) within %s to %s: %s', (value, below, limitMin, limitMax, within) => {
  expect(withinLimits({ value, below, limitMin, limitMax })).toBe(within);
});

const place = (zone: string, city: string, street: string | null = null): Place => ({ zone, city, street });
const places = [
  place('m', 'Międzyrzecz'),
  place('m', 'Międzyrzecz', 'Młyńska'),
  place('m', 'Międzyrzecz', 'Polna'),
  place('m', 'Międzyrzecz', 'Stary Rynek'),
  place('n', 'Bobowicko'),
  place('n', 'Bobowicko', 'Polna'),
  place('n', 'Bobowicko', '11 Listopada'),
];

test.each([
  ['Młyńska', ['Młyńska']],
  ['ul. mlynska 14a/3', ['Młyńska']],
  ['POLNA', ['Polna', 'Polna']],
  ['Polna, Bobowicko', ['Polna']],
  ['rynek', ['Stary Rynek']],
  ['Bobowicko', [null]],
  ['bobowicko 12', [null]],
  ['11 Listopada', ['11 Listopada']],
  ['Nieznana', []],
  ['  ', []],
  ['14', []],
])('«%s» finds %j', (typed, streets) => {
  expect(findPlaces(places, typed).map(found => found.street)).toEqual(streets);
});

test('a street and its town typed together: only that town’s zone', () => {
  expect(findPlaces(places, 'Polna Bobowicko').map(found => found.zone)).toEqual(['n']);
});
