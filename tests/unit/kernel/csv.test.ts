import fc from 'fast-check';
import { csvMoney, csvNumber, csvRecord, csvText } from '@/lib/kernel/csv';
import { grosze } from '@/lib/kernel/money';

it.each([
  ['=1+1', "'=1+1"],
  ['+48600100200', "'+48600100200"],
  ['-3', "'-3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['=HYPERLINK("x";"y")', `"'=HYPERLINK(""x"";""y"")"`],
])('text %j is written as %j: no spreadsheet runs it', (text, written) => {
  expect(csvRecord([text], 'standard')).toBe(`${written}\r\n`);
});

it('a negative amount stays a number: -12.50, in Polish -12,50', () => {
  expect(csvRecord([csvMoney(grosze(-1250))], 'standard')).toBe('-12.50\r\n');
  expect(csvRecord([csvMoney(grosze(-1250))], 'pl')).toBe('-12,50\r\n');
});

it('commas and points by default; semicolons, decimal commas and a byte order mark in Polish', () => {
  const rows = [['FV/1', csvMoney(grosze(123450)), null]];
  expect(csvText(['number', 'amount', 'note'], rows, 'standard')).toBe(
    'number,amount,note\r\nFV/1,1234.50,\r\n',
  );
  expect(csvText(['number', 'amount', 'note'], rows, 'pl')).toBe(
    '\ufeffnumber;amount;note\r\nFV/1;1234,50;\r\n',
  );
});

it('what is no decimal cannot pass as one', () => {
  expect(() => csvNumber('=1')).toThrow(RangeError);
  expect(() => csvNumber('-1,5')).toThrow(RangeError);
});

it('no text whatever begins a cell with a sign that a spreadsheet runs', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      expect(csvRecord([text], 'pl').replace(/^"/, '')).not.toMatch(/^[=+\-@\t]|^\r(?!\n$)/);
    }),
  );
});
