import { gsm7Length, smsSegments, toGsm7 } from '@/lib/kernel/gsm7';

it.each([
  ['Zażółć gęślą jaźń', 'Zazolc gesla jazn'],
  ['ZAŻÓŁĆ GĘŚLĄ JAŹŃ', 'ZAZOLC GESLA JAZN'],
  ['1\u00a0234,50\u00a0zł', '1 234,50 zl'],
  ['−10,80 zł', '-10,80 zl'],
  ['„Młyn” – 5 m³…', '"Mlyn" - 5 m3...'],
  ['Größe, café, niño', 'Größe, café, niño'],
  ['z\u0307 z kropką', 'z z kropka'],
  ['a\u200bb\u00adc', 'abc'],
  ['水 😀', '? ?'],
  ['ÿ Œ ﬁ', 'y ? fi'],
])('%s is written %s', (text, written) => {
  expect(toGsm7(text)).toBe(written);
  expect(gsm7Length(toGsm7(text))).not.toBeNull();
});

it('what has been written once stays as it is', () => {
  const all = Array.from({ length: 0x2fff }, (_, i) => String.fromCodePoint(i + 1)).join('');
  const once = toGsm7(all);
  expect(gsm7Length(once)).not.toBeNull();
  expect(toGsm7(once)).toBe(once);
});

it.each([
  ['nothing', '', 1],
  ['160 letters', 'a'.repeat(160), 1],
  ['161 letters', 'a'.repeat(161), 2],
  ['80 euros count as 160', '€'.repeat(80), 1],
  ['81 euros', '€'.repeat(81), 2],
  ['306 letters', 'a'.repeat(306), 2],
  ['307 letters', 'a'.repeat(307), 3],
  ['an escape on the border: 152 + 2 + 152', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['70 letters with one ł', `ł${'a'.repeat(69)}`, 1],
  ['71 letters with one ł', `ł${'a'.repeat(70)}`, 2],
  ['134 letters with one ł', `ł${'a'.repeat(133)}`, 2],
  ['135 letters with one ł', `ł${'a'.repeat(134)}`, 3],
])('%s: %#', (_what, text, segments) => {
  expect(smsSegments(text)).toBe(segments);
});
