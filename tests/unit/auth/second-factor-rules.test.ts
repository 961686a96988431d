import { generateSync } from 'otplib';
import { formatRecoveryCode, givenCode, setUpUri, stepOfCode } from '@/lib/auth/second-factor/rules';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const STEP = 59_999_960;
/** @param seconds into the step */
const at = (step: number, seconds = 15) => new Date((step * 30 + seconds) * 1000);
const codeOf = (step: number) => generateSync({ secret: SECRET, epoch: step * 30 });

describe('a code of the app', () => {
  it.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])('of %i steps from now is right: %s', (distance, right) => {
    for (const seconds of [0, 15, 29])
      expect(stepOfCode(SECRET, codeOf(STEP + distance), 0, at(STEP, seconds))).toBe(
        right ? STEP + distance : null,
      );
  });

  it('is not taken of a step that was used, nor of one before it', () => {
    expect(stepOfCode(SECRET, codeOf(STEP), STEP, at(STEP))).toBeNull();
    expect(stepOfCode(SECRET, codeOf(STEP - 1), STEP, at(STEP))).toBeNull();
    expect(stepOfCode(SECRET, codeOf(STEP + 1), STEP, at(STEP))).toBe(STEP + 1);
  });

  it('counts as used when the clock was set back', () => {
    expect(stepOfCode(SECRET, codeOf(STEP), STEP + 100, at(STEP))).toBeNull();
  });

  it('is one of the vectors of RFC 6238: 59 s → 287082, 1111111109 s → 081804', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(stepOfCode(secret, '287082', 0, new Date(59_000))).toBe(1);
    expect(stepOfCode(secret, '081804', 0, new Date(1_111_111_109_000))).toBe(37_037_036);
  });
});

describe('what somebody gives', () => {
  it.each([
    ['123456', 'code', '123456'],
    [' 123 456 ', 'code', '123456'],
    ['123\u00a0456', 'code', '123456'],
    ['7K3QD-M0XRV', 'recovery', '7K3QDM0XRV'],
    ['7k3qd m0xrv', 'recovery', '7K3QDM0XRV'],
    ['7K3QD–MOXRV', 'recovery', '7K3QDM0XRV'],
    ['I234567890', 'recovery', '1234567890'],
  ])('%s is a %s: %s', (text, kind, value) => expect(givenCode(text)).toEqual({ kind, value }));

  it.each(['', '12345', '1234567', 'abcdef', '7K3QD-M0XR', '7K3QD-M0XRVX', '7K3QD-M0XR!', '１２３４５６'])(
    '«%s» is no code',
    text => expect(givenCode(text)).toBeNull(),
  );
});

it('a recovery code is shown in two groups', () =>
  expect(formatRecoveryCode('7K3QDM0XRV')).toBe('7K3QD-M0XRV'));

it('the QR code says issuer, account and secret', () => {
  const uri = new URL(setUpUri(SECRET, 'MPWiK Międzyrzecz', 'anna@przyklad.pl'));
  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toContain('MPWiK Międzyrzecz:anna@przyklad.pl');
  expect(uri.searchParams.get('secret')).toBe(SECRET);
  expect(uri.searchParams.get('issuer')).toBe('MPWiK Międzyrzecz');
});
