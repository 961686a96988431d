import * as fc from 'fast-check';
import { grosze } from '@/lib/kernel/money';
import { field, transferCode } from '@/lib/payments/rules';

const base = {
  nip: '9990001137',
  account: '22101010100000123400005678',
  amount: grosze(12_345),
  recipient: 'MPWiK Międzyrzecz',
  title: 'FV/2026/11/000118',
};

it('123,45 zł for one invoice', () => {
  expect(transferCode(base)).toBe(
    '9990001137|PL|22101010100000123400005678|012345|MPWiK Międzyrzecz|FV/2026/11/000118|||',
  );
});

it.each([
  [0, '000000'],
  [1, '000001'],
  [99_999, '099999'],
  [1_000_000, '1000000'],
  [999_999_999, '999999999'],
])('%d gr stands as %s', (amount, text) => {
  expect(transferCode({ ...base, amount: grosze(amount) }).split('|')[3]).toBe(text);
});

it.each([-1, 1_000_000_000])('%d gr has no place in a code', amount => {
  expect(() => transferCode({ ...base, amount: grosze(amount) })).toThrow(RangeError);
});

it('cuts the recipient after 20 and the title after 32 characters, and leaves no blank at the cut', () => {
  const [, , , , recipient, title] = transferCode({
    ...base,
    recipient: 'Międzyrzeckie Przedsiębiorstwo Wodociągów',
    title: 'Żółć gęślą jaźń: faktura za wodę i ścieki',
  }).split('|');
  expect(recipient).toBe('Międzyrzeckie Przeds');
  expect(title).toBe('Żółć gęślą jaźń: faktura za wodę');
});

it('counts a letter once, however its bytes are written', () => {
  expect(field('z\u0307o\u0301łw', 3)).toBe('żół');
  expect(field('a|b\n c', 10)).toBe('a b c');
});

it('always has nine fields, at most 160 characters, and no surprise in any of them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      fc.nat(999_999_999),
      (recipient, title, amount) => {
        const code = transferCode({ ...base, recipient, title, amount: grosze(amount) });
        expect(code.split('|')).toHaveLength(9);
        expect(Array.from(code).length).toBeLessThanOrEqual(160);
        expect(Number(code.split('|')[3])).toBe(amount);
      },
    ),
  );
});

it('refuses a number with a slip in it', () => {
  expect(() => transferCode({ ...base, account: '22101010100000123400005679' })).toThrow(RangeError);
  expect(() => transferCode({ ...base, nip: '9990001138' })).toThrow(RangeError);
});
