import { difference, settlementLines, totals, type MeterSpan } from '@/db/seed/billing';
import { TariffBook } from '@/db/seed/tariffs';
import { day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';

const span = (
  from: string,
  to: string,
  readingFrom: number,
  readingTo: number,
  serial = 'W1',
): MeterSpan => ({
  serial,
  from: day(from),
  to: day(to),
  readingFrom: litres(readingFrom),
  readingTo: litres(readingTo),
});

// In November 2026 the price stepped on 15 October, as in the sample water-b2c-tariff-split.xml.
const book = new TariffBook(day('2026-11-22'));

test('September and October, 20 m³, garden 6 m³: 73.86 + 30.55 + 84.02 + 34.73 + 26.72', () => {
  const lines = settlementLines(book, {
    group: 'G1',
    from: day('2026-09-01'),
    to: day('2026-11-01'),
    main: [span('2026-09-01', '2026-11-01', 412_000, 432_000)],
    deducted: span('2026-09-01', '2026-11-01', 101_000, 107_000, 'D1'),
  });
  expect(lines.map(l => [l.name, l.quantity, l.netPrice, l.net])).toEqual([
    ['Woda – taryfa do 14.10.2026', '14.426', '5.12', 7386],
    ['Woda – taryfa od 15.10.2026', '5.574', '5.48', 3055],
    ['Ścieki – taryfa do 14.10.2026', '10.098', '8.32', 8402],
    ['Ścieki – taryfa od 15.10.2026', '3.902', '8.90', 3473],
    ['Opłata abonamentowa', '2', '13.36', 2672],
  ]);
  // 249.88 net, 8 % of it is 19.9904
  expect(totals(lines)).toEqual({ net: 24_988, vat: 1999, gross: 26_987 });
});

test('a price step inside the period changes the subscription from the next month: 1 × 13.36 + 1 × 14.29', () => {
  const lines = settlementLines(book, {
    group: 'G1',
    from: day('2026-10-10'),
    to: day('2026-12-10'),
    main: [span('2026-10-10', '2026-12-10', 0, 1000)],
    deducted: null,
  });
  expect(lines.filter(l => l.unit === 'mies.').map(l => [l.quantity, l.netPrice, l.net])).toEqual([
    ['1', '13.36', 1336],
    ['1', '14.29', 1429],
  ]);
});

test('a replaced meter: 12 m³ of the old and 3 m³ of the new make 15 m³ of sewage', () => {
  const lines = settlementLines(book, {
    group: 'G1',
    from: day('2026-03-05'),
    to: day('2026-05-05'),
    main: [
      span('2026-03-05', '2026-04-20', 800_000, 812_000, 'OLD'),
      span('2026-04-20', '2026-05-05', 1000, 4000, 'NEW'),
    ],
    deducted: null,
  });
  expect(lines.map(l => [l.name, l.quantity, l.meter?.serial])).toEqual([
    ['Woda', '12', 'OLD'],
    ['Woda', '3', 'NEW'],
    ['Ścieki', '15', undefined],
    ['Opłata abonamentowa', '2', undefined],
  ]);
});

test('a garden that drank more than the house is known to have used leaves 0 m³ of sewage, not less', () => {
  const lines = settlementLines(book, {
    group: 'G1',
    from: day('2026-06-05'),
    to: day('2026-08-05'),
    main: [span('2026-06-05', '2026-08-05', 5000, 9000)],
    deducted: span('2026-06-05', '2026-08-05', 0, 5000, 'D1'),
  });
  expect(lines.find(l => l.name === 'Ścieki')).toMatchObject({ quantity: '0', net: 0 });
});

test('a correction from 50 to 45 m³ of water and sewage is 5 × (5.48 + 8.90) = 71.90 less, 5.75 VAT', () => {
  const settle = (closing: number) =>
    settlementLines(book, {
      group: 'G1',
      from: day('2026-11-01'),
      to: day('2026-12-01'),
      main: [span('2026-11-01', '2026-12-01', 1_200_000, closing)],
      deducted: null,
    });
  expect(difference(settle(1_250_000), settle(1_245_000))).toEqual({ net: -7190, vat: -575, gross: -7765 });
  expect(difference(settle(1_245_000), settle(1_250_000))).toEqual({ net: 7190, vat: 575, gross: 7765 });
});
