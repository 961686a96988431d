import { readingsOf } from '@/lib/billing-import/fa3/readings';
import { cpuMs } from '../support/fa3';
import type { Fa3AttachmentBlock } from '@/lib/billing-import/fa3/document';

const read = (key: string, value: string) => readingsOf([{ key, value, lineNo: 1 }], []);

describe('a description that names a meter', () => {
  it.each([
    [
      'nr 22-1234567; odczyt 2026-08-31: 412 m3; odczyt 2026-10-31: 432 m3; zużycie 20 m3; zdalny',
      ['22-1234567', 412_000, 432_000, '2026-08-31', '2026-10-31'],
    ],
    [
      'nr 22-1234567; odczyt 31.10.2026: 432,618 m³; odczyt 31.08.2026: 412 m³',
      ['22-1234567', 412_000, 432_618, '2026-08-31', '2026-10-31'],
    ],
    [
      'nr 22-1234567; odczyt 2026-08-31: 412; odczyt 2026-09-30: 420; odczyt 2026-10-31: 432',
      ['22-1234567', 412_000, 432_000, '2026-08-31', '2026-10-31'],
    ],
    [
      'nr 24-7654321; 101 m3 -> 107 m3; 6 m3 bezpowrotnie zużyte',
      ['24-7654321', 101_000, 107_000, null, null],
    ],
    ['nr 24-7654321; 101 → 107 m³', ['24-7654321', 101_000, 107_000, null, null]],
    [
      'Nr: ABC123, stan poprzedni: 1 200 m3, stan bieżący: 1 250 m3',
      ['ABC123', 1_200_000, 1_250_000, null, null],
    ],
    [
      'nr fabryczny 9A/77; wskazanie początkowe 2026-08-31 5 m3; wskazanie końcowe 2026-10-31 7 m3',
      ['9A/77', 5_000, 7_000, '2026-08-31', '2026-10-31'],
    ],
    // A meter that passed its last digit, or was estimated too high: stated is stated.
    [
      'nr 100200; odczyt 2026-08-31: 99990; odczyt 2026-10-31: 10',
      ['100200', 99_990_000, 10_000, '2026-08-31', '2026-10-31'],
    ],
    ['nr 100200; odczyt 2026-10-31: 10 m3', ['100200', null, 10_000, null, '2026-10-31']],
  ])('«%s»', (value, [serial, from, to, fromDate, toDate]) => {
    expect(read('Wodomierz', value)).toEqual([{ serial, role: null, from, to, fromDate, toDate, lineNo: 1 }]);
  });

  it('the number may stand in the key', () => {
    expect(read('Wodomierz główny nr 22-1234567', '412 m3 -> 432 m3')).toMatchObject([
      { serial: '22-1234567', role: 'main', from: 412_000, to: 432_000 },
    ]);
  });

  it.each([
    ['Wodomierz główny', 'main'],
    ['Wodomierz dodatkowy (ogrodowy)', 'additional'],
    ['Podlicznik', 'additional'],
    ['Wodomierz', null],
    ['Wodomierz główny i dodatkowy', null],
  ])('«%s» is %s', (key, role) => {
    expect(read(key, 'nr 100200; 1 m3 -> 2 m3')[0]!.role).toBe(role);
  });
});

describe('text that is not beyond doubt stays a note', () => {
  it.each([
    ['Punkt poboru', 'nr 22-1234567; 101 m3 -> 107 m3'],
    ['Licznik energii', 'nr 22-1234567; 101 -> 107 kWh'],
    ['Wodomierz', '101 m3 -> 107 m3'],
    ['Wodomierz', 'nr 22-1234567'],
    ['Wodomierz', 'nr 22-1234567; zużycie 20 m3'],
    ['Wodomierz', 'nr 22-1234567; 101 -> 107'],
    ['Wodomierz', 'nr 22-1234567; 101 kWh -> 107 kWh'],
    ['Wodomierz', 'nr 22-1234567; nr 22-7654321; 101 m3 -> 107 m3'],
    ['Wodomierz', 'nr 22-1234567; 101 m3 -> 107 m3; 107 m3 -> 110 m3'],
    ['Wodomierz', 'nr 22-1234567; 101 m3 -> 107 m3; stan bieżący: 110 m3'],
    ['Wodomierz', 'nr 22-1234567; stan poprzedni: 110 m3'],
    ['Wodomierz', 'nr 22-1234567; stan: 110 m3; stan: 112 m3'],
    ['Wodomierz', 'nr 22-1234567; odczyt 2026-08-31: 110; odczyt 2026-08-31: 112'],
    ['Wodomierz', 'nr 22-1234567; odczyt 2026-02-30: 110; odczyt 2026-08-31: 112'],
    ['Wodomierz', 'nr 22-1234567; odczyt 2026-08-31: 110,1234; odczyt 2026-10-31: 112'],
    ['Wodomierz', 'nr plomby; 101 m3 -> 107 m3'],
    ['Wodomierz', 'wg umowy nr U/2024/1; 101 m3 -> 107 m3'],
    ['Wodomierz wymieniony', 'stary nr 22-1; nowy nr 24-1; stan 5 m3'],
  ])('%s: «%s»', (key, value) => {
    expect(read(key, value)).toEqual([]);
  });

  it('hostile text takes no time: 60,000 characters', () => {
    const cost = cpuMs(() => {
      for (const piece of ['nr ', '1 ', 'odczyt ', '-', '1->', 'a1/']) {
        expect(read('Wodomierz', piece.repeat(20_000))).toEqual([]);
        expect(read(`Wodomierz ${piece.repeat(20_000)}`, 'nr x; 1 m3 -> 2 m3')).toEqual([]);
      }
    });
    expect(cost).toBeLessThan(5000);
  });
});

describe('descriptions that say one thing each', () => {
  const several = (...pairs: [string, string, (number | null)?][]) =>
    readingsOf(
      pairs.map(([key, value, lineNo = null]) => ({ key, value, lineNo })),
      [],
    );

  it('number, previous and current state, for two meters', () => {
    expect(
      several(
        ['Nr wodomierza', '22-1234567'],
        ['Odczyt poprzedni', '412 m3 (2026-08-31)'],
        ['Odczyt bieżący', '432 m3 (2026-10-31)'],
        ['Nr wodomierza dodatkowego', '24-7654321'],
        ['Stan poprzedni', '31.08.2026: 101'],
        ['Stan bieżący', '31.10.2026: 107'],
      ),
    ).toMatchObject([
      { serial: '22-1234567', from: 412_000, to: 432_000, fromDate: '2026-08-31', toDate: '2026-10-31' },
      { serial: '24-7654321', role: 'additional', from: 101_000, to: 107_000, toDate: '2026-10-31' },
    ]);
  });

  it.each([
    [
      ['Odczyt poprzedni', '412'],
      ['Odczyt bieżący', '432'],
    ],
    [
      ['Nr wodomierza', '22-1234567'],
      ['Odczyt poprzedni', '412 kWh'],
      ['Odczyt bieżący', '432 m3'],
    ],
    [
      ['Nr wodomierza', '22-1234567', 1],
      ['Odczyt poprzedni', '412', 1],
      ['Odczyt bieżący', '432', 2],
    ],
    [
      ['Nr wodomierza', 'w piwnicy'],
      ['Odczyt poprzedni', '412'],
      ['Odczyt bieżący', '432'],
    ],
  ] as [string, string, number?][][])('not when in doubt: %j %j', (...pairs) => {
    expect(several(...pairs)).toEqual([]);
  });
});

describe('an attachment’s table', () => {
  const blockOf = (columns: string[], ...rows: string[][]): Fa3AttachmentBlock => ({
    heading: null,
    metadata: [],
    paragraphs: [],
    tables: [
      {
        caption: 'Odczyty',
        metadata: [],
        columns: columns.map(name => ({ type: 'txt', name })),
        rows,
        totals: [],
      },
    ],
  });
  const table = (columns: string[], ...rows: string[][]) => readingsOf([], [blockOf(columns, ...rows)]);

  it('columns in any order, both days, kinds of meters', () => {
    expect(
      table(
        [
          'Rodzaj',
          'Nr wodomierza',
          'Wskazanie bieżące',
          'Wskazanie poprzednie',
          'Data odczytu poprzedniego',
          'Data odczytu bieżącego',
        ],
        ['główny', '21-0099887', '1250', '1200', '2026-09-30', '2026-10-31'],
        ['ogrodowy', '21-0099888', '12,5', '-', '', '2026-10-31'],
      ),
    ).toEqual([
      {
        serial: '21-0099887',
        role: 'main',
        from: 1_200_000,
        to: 1_250_000,
        fromDate: '2026-09-30',
        toDate: '2026-10-31',
        lineNo: null,
      },
      {
        serial: '21-0099888',
        role: 'additional',
        from: null,
        to: 12_500,
        fromDate: null,
        toDate: '2026-10-31',
        lineNo: null,
      },
    ]);
  });

  it.each([
    [
      'no column of meters',
      ['Licznik', 'Wskazanie poprzednie', 'Wskazanie bieżące'],
      ['21-0099887', '1', '2'],
    ],
    ['no current state', ['Wodomierz', 'Wskazanie poprzednie'], ['21-0099887', '1']],
    [
      'two columns of current states',
      ['Wodomierz', 'Stan bieżący', 'Wskazanie bieżące'],
      ['21-0099887', '1', '2'],
    ],
    ['a heading row', ['Wodomierz', 'Wskazanie poprzednie', 'Wskazanie bieżące'], ['Razem 2 wodomierze']],
    ['words', ['Wodomierz', 'Wskazanie poprzednie', 'Wskazanie bieżące'], ['główny', '1', '2']],
    [
      'other units',
      ['Wodomierz', 'Wskazanie poprzednie', 'Wskazanie bieżące'],
      ['21-0099887', '1 kWh', '2 kWh'],
    ],
    ['half a row', ['Wodomierz', 'Wskazanie poprzednie', 'Wskazanie bieżące'], ['21-0099887', 'brak', '2']],
  ])('%s: no reading', (_, columns, row) => {
    expect(table(columns, row)).toEqual([]);
  });

  it('the same reading in a description and a table counts once, with what each of them knows', () => {
    const description = { key: 'Wodomierz główny', value: 'nr 21-0099887; 1200 m3 -> 1250 m3', lineNo: 1 };
    const columns = ['Wodomierz', 'Data', 'Wskazanie poprzednie', 'Wskazanie bieżące'];
    const block = blockOf(columns, ['21-0099887', '2026-10-31', '1200', '1250']);
    expect(readingsOf([description], [block])).toEqual([
      {
        serial: '21-0099887',
        role: 'main',
        from: 1_200_000,
        to: 1_250_000,
        fromDate: null,
        toDate: '2026-10-31',
        lineNo: 1,
      },
    ]);
  });
});
