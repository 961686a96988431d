import {
  deviceName,
  judgeCode,
  maskEmail,
  parseTypedAmount,
  plainCode,
  plainNumber,
} from '@/lib/accounts/rules';

it.each([
  ['433,36', 43_336],
  ['433.36 zł', 43_336],
  ['1 234,50 PLN', 123_450],
  ['1.234,50', 123_450],
  ['12.345.678,90 zł', 1_234_567_890],
  ['123,-', 12_300],
  ['123,– zł', 12_300],
  ['−12,30', -1_230],
  ['dużo', null],
  ['1,2,3', null],
])('amount «%s» is %s', (text, amount) => expect(parseTypedAmount(text)).toBe(amount));

it.each(['K-000118', ' k – 000118 ', 'k000118', 'K\u00a0000118'])('«%s» is K000118', text =>
  expect(plainNumber(text)).toBe('K000118'),
);

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['12345', null],
  ['1234567', null],
  ['12345a', null],
])('code «%s»: %s', (text, code) => expect(plainCode(text)).toBe(code));

const now = new Date('2026-11-22T10:00:00Z');
it.each([
  ['right in time', 0, 1, true, 'right'],
  ['wrong', 0, 1, false, 'codeWrong'],
  ['right, after five tries', 5, 1, true, 'codeSpent'],
  ['right, at the instant it ends', 0, 0, true, 'codeExpired'],
] as const)('%s', (_name, tries, seconds, matches, verdict) => {
  const expiresAt = new Date(now.getTime() + seconds * 1000);
  expect(judgeCode({ expiresAt, tries }, matches, now)).toBe(verdict);
});

it('shows of an address its first letter and its domain', () => {
  expect(maskEmail('anna@przyklad.pl')).toBe('a•••@przyklad.pl');
});

it.each([
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36', 'Chrome, Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) Version/20.0 Mobile Safari/604.1',
    'Safari, iPhone',
  ],
  ['curl/8', null],
  [null, null],
])('%s is %s', (agent, name) => expect(deviceName(agent)).toBe(name));
