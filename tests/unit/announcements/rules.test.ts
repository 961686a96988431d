/** Which service points an announcement means, and when it applies: the table is the specification. */
import { foldName, houseNumber, compareHouses, matches, phaseOf, type Area } from '@/lib/announcements/rules';

const area = (over: Partial<Area> = {}): Area => ({
  city: 'Międzyrzecz',
  street: 'Młyńska',
  fromNumber: null,
  toNumber: null,
  side: 'both',
  ...over,
});
const at = (
  building: string,
  street: string | null = 'Młyńska',
  city = 'Międzyrzecz',
  unit: string | null = null,
) => ({
  city,
  street,
  building,
  unit,
});
const range = (from: string | null, to: string | null, side: Area['side'] = 'both') =>
  area({ fromNumber: from, toNumber: to, side });

describe('numbers of houses', () => {
  it.each([
    // range, house, in it
    ['1', '15', 'both', '7', true],
    ['1', '15', 'both', '1', true],
    ['1', '15', 'both', '15', true],
    ['1', '15', 'both', '16', false],
    ['2', '15', 'both', '1', false],
    ['9', '12', 'both', '100', false],
    ['1', '15', 'odd', '7', true],
    ['1', '15', 'odd', '8', false],
    ['1', '15', 'even', '8', true],
    ['1', '15', 'even', '7B', false],
    [null, null, 'even', '120', true],
    [null, null, 'odd', '120', false],
    [null, '10', 'both', '9', true],
    ['10', null, 'both', '9', false],
    ['10', null, 'both', '900', true],
    // a number means its letters and fractions too
    ['1', '12', 'both', '12A', true],
    ['1', '12', 'both', '12/3', true],
    ['12', '12', 'both', '12C/4', true],
    // a letter bounds
    ['1', '12A', 'both', '12', true],
    ['1', '12A', 'both', '12A', true],
    ['1', '12A', 'both', '12a', true],
    ['1', '12A', 'both', '12 A', true],
    ['1', '12A', 'both', '12A/2', true],
    ['1', '12A', 'both', '12B', false],
    ['12A', '20', 'both', '12', false],
    ['12A', '20', 'both', '12A', true],
    ['12A', '20', 'both', '12B', true],
    ['12A', '12C', 'both', '12B', true],
    ['12A', '12C', 'both', '12D', false],
    // a fraction bounds
    ['3/5', '3/5', 'both', '3/5', true],
    ['3/5', '3/5', 'both', '3', false],
    ['3/5', '3/5', 'both', '3/6', false],
    ['3/5', '3/5', 'both', '3/50', false],
    ['3/2', '3/10', 'both', '3/9', true],
    ['3/2', '3/10', 'both', '3/11', false],
    ['3/2', '3/10', 'both', '3/1', false],
    ['3/5', '9', 'both', '3A', true],
    ['1', '9', 'odd', '3/4', true],
    // a house of two numbers, and one of none
    ['14', '20', 'both', '12-14', true],
    ['15', '20', 'both', '12-14', false],
    ['1', '20', 'both', 'dz. 45', false],
    [null, null, 'both', 'dz. 45', true],
  ] as const)('%s to %s, %s: %s is %s', (from, to, side, house, expected) => {
    expect(matches(at(house), range(from, to, side))).toBe(expected);
  });

  it('3/5 means the flat 5 of number 3 as well', () => {
    expect(matches(at('3', 'Młyńska', 'Międzyrzecz', '5'), range('3/5', '3/5'))).toBe(true);
    expect(matches(at('3', 'Młyńska', 'Międzyrzecz', '6'), range('3/5', '3/5'))).toBe(false);
    expect(matches(at('14A', 'Młyńska', 'Międzyrzecz', '3'), range('14', '14'))).toBe(true);
    expect(matches(at('14', 'Młyńska', 'Międzyrzecz', 'lok. U1'), range('14', '14'))).toBe(true);
  });

  it('stand as in the street: 3, 3/2, 3/10, 3A, 3A/1, 4, 10', () => {
    const houses = ['10', '3A/1', '3/10', '4', '3', '3A', '3/2'].sort((a, b) =>
      compareHouses(houseNumber(a)!, houseNumber(b)!),
    );
    expect(houses).toEqual(['3', '3/2', '3/10', '3A', '3A/1', '4', '10']);
  });
});

describe('names of streets and towns', () => {
  it.each([
    ['Młyńska', 'ul. Młyńska'],
    ['ul. Młyńska', 'MLYNSKA'],
    ['ulica młyńska', 'Młyńska'],
    ['Św. Wojciecha', 'Świętego Wojciecha'],
    ['al. Niepodległości', 'Aleja Niepodległości'],
    ['Plac Źródlany', 'pl. źródlany'],
    ['Nad  Paklicą', 'nad paklica'],
    ['Kopernika-Hallera', 'kopernika hallera'],
  ])('%s is %s', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
    expect(matches(at('1', a), area({ street: b }))).toBe(true);
  });

  it.each([
    ['Młyńska', 'Młynarska'],
    ['Polna', 'Nowa Polna'],
    ['Ulanowska', 'Anowska'],
  ])('%s is not %s', (a, b) => expect(matches(at('1', a), area({ street: b }))).toBe(false));

  it('the same street of another town is another street', () => {
    expect(matches(at('1', 'Polna', 'Bobowicko'), area({ street: 'Polna' }))).toBe(false);
  });
});

describe('towns', () => {
  const village = (over: Partial<Area> = {}) => area({ city: 'Święty Wojciech', street: null, ...over });
  it('without streets: all of it, or its numbers', () => {
    expect(matches(at('14', null, 'święty wojciech'), village())).toBe(true);
    expect(matches(at('14', null, 'Św. Wojciech'), village({ fromNumber: '10', toNumber: '20' }))).toBe(true);
    expect(matches(at('24', null, 'Święty Wojciech'), village({ fromNumber: '10', toNumber: '20' }))).toBe(
      false,
    );
    expect(matches(at('14', null, 'Święty Wojciech'), village({ side: 'odd' }))).toBe(false);
  });
  it('whose name stands in place of a street', () => {
    expect(matches(at('14', 'Święty Wojciech', 'Święty Wojciech'), village({ toNumber: '20' }))).toBe(true);
    expect(matches(at('14', null, 'Święty Wojciech'), village({ street: 'Święty Wojciech' }))).toBe(true);
  });
  it('with streets: all of them; with numbers only the houses that no street numbers', () => {
    expect(matches(at('1', 'Polna'), area({ street: null }))).toBe(true);
    expect(matches(at('1', 'Polna'), area({ street: null, toNumber: '5' }))).toBe(false);
    expect(matches(at('1', null), area({ street: null, toNumber: '5' }))).toBe(true);
  });
  it('a place without a street lies in none', () => expect(matches(at('1', null), area())).toBe(false));
});

describe('time', () => {
  const when = (text: string) => new Date(`2026-11-22T${text}:00Z`);
  const period = {
    publishedAt: when('08:00'),
    startsAt: when('10:00'),
    endsAt: when('14:00'),
    endedAt: null,
  };
  it.each([
    ['09:59', 'coming'],
    ['10:00', 'now'],
    ['13:59', 'now'],
    ['14:00', 'ended'],
  ])('10:00 to 14:00, at %s: %s, by itself', (time, phase) =>
    expect(phaseOf(period, when(time))).toBe(phase),
  );
  it('not published: a draft', () =>
    expect(phaseOf({ ...period, publishedAt: null }, when('11:00'))).toBe('draft'));
  it('ended by staff before its expected end', () =>
    expect(phaseOf({ ...period, endedAt: when('11:00') }, when('11:30'))).toBe('ended'));
  it('without an expected end: until staff end it', () =>
    expect(phaseOf({ ...period, endsAt: null }, when('23:00'))).toBe('now'));
});
