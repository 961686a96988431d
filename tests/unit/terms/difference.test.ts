import { differenceOf } from '@/lib/terms/staff/difference';

const said = (before: string, after: string) =>
  differenceOf(before, after).map(({ kind, text }) => `${{ same: '=', gone: '-', new: '+' }[kind]} ${text}`);

it.each([
  ['nothing changed', 'a\nb', 'a\nb', ['= a', '= b']],
  ['one line added in the middle', 'a\nc', 'a\nb\nc', ['= a', '+ b', '= c']],
  ['one line removed at the end', 'a\nb', 'a', ['= a', '- b']],
  ['one line changed', 'a\nb\nc', 'a\nB\nc', ['= a', '- b', '+ B', '= c']],
  ['empty lines and spaces count for nothing', 'a\n\n b ', 'a\nb', ['= a', '= b']],
  ['from nothing', '', 'a', ['+ a']],
  ['the same line twice', 'a\na\nb', 'a\nb', ['- a', '= a', '= b']],
])('%s', (_, before, after, expected) => {
  const found = said(before, after);
  expect(found.filter(line => !line.startsWith('+'))).toHaveLength(
    expected.filter(line => !line.startsWith('+')).length,
  );
  expect([...found].sort()).toEqual([...expected].sort());
});

it('the two texts can be read back from what differs', () => {
  const [before, after] = ['a\nb\nc\nd\ne', 'b\nx\nd\ny\ne\nz'];
  const lines = differenceOf(before, after);
  const text = (other: string) =>
    lines.flatMap(({ kind, text: line }) => (kind === 'same' || kind === other ? [line] : [])).join('\n');
  expect(text('gone')).toBe(before);
  expect(text('new')).toBe(after);
  expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(3);
});
