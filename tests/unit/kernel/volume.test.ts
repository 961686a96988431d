import * as fc from 'fast-check';
import { formatCubicMetres, litres, parseCubicMetres, toCubicMetres } from '@/lib/kernel/volume';

it.each([
  ['432', 432_000],
  ['432,618', 432_618],
  ['432.6', 432_600],
  ['1 200', 1_200_000],
  ['0', 0],
  ['12,5000', 12_500],
])('«%s» m³ is %d l', (text, value) => {
  expect(parseCubicMetres(text)).toBe(value);
});

it.each(['', '-1', '1,2345', 'x', '1,', '1.000.000'])('«%s» is no state of a meter', text => {
  expect(parseCubicMetres(text)).toBeNull();
});

it('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e14 }), value => {
      expect(parseCubicMetres(toCubicMetres(litres(value)))).toBe(value);
    }),
  );
});

it('shows as many decimals as are needed', () => {
  expect(formatCubicMetres(litres(1_432_618), 'pl')).toBe('1\u00a0432,618\u00a0m³');
  expect(formatCubicMetres(litres(20_000), 'pl')).toBe('20\u00a0m³');
  expect(formatCubicMetres(litres(500), 'en')).toBe('0.5\u00a0m³');
  expect(toCubicMetres(litres(-1_500))).toBe('-1.5');
});
