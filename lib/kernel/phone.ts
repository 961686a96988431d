/**
 * Polish area codes and numbers that take no SMS: landlines, 80x (free), 70x (premium), 30x (shared cost). All
 * others pass, so that a range that opens tomorrow needs no new version; a number that does not exist is found out
 * by its first SMS.
 */
const NO_SMS = /^(1[2-8]|2[2-59]|3[0234]|4[1-468]|5[24-689]|6[1-3578]|7[014-7]|8[0-79]|9[1245])/;

export type PhoneFault = 'phoneInvalid' | 'phoneLandline';

/**
 * A mobile number as people write it: `600 123 456`, `+48 600-123-456`, `0048…`, `(48) 600.123.456`, `0600…`, or a
 * foreign one with its + or 00.
 * @returns as E.164, e.g. `+48600123456`; else what is wrong with it
 */
export function parseMobile(text: string): { phone: string } | { fault: PhoneFault } {
  const plain = text.trim().replace(/[\s\u00a0()./\u2010-\u2015\u2212-]/g, '');
  const digits = plain.replace(/^(\+|00)/, '');
  if (!/^\d{8,15}$/.test(digits)) return { fault: 'phoneInvalid' };
  const international = plain !== digits;
  const polish = international
    ? digits.startsWith('48')
      ? digits.slice(2)
      : null
    : digits.replace(/^(48(?=\d{9}$)|0(?=\d{9}$))/, '');
  if (polish === null) return digits.startsWith('0') ? { fault: 'phoneInvalid' } : { phone: `+${digits}` };
  if (!/^[1-9]\d{8}$/.test(polish)) return { fault: 'phoneInvalid' };
  return NO_SMS.test(polish) ? { fault: 'phoneLandline' } : { phone: `+48${polish}` };
}

/** `+48 600 123 456`: a number as it is read out; of other countries in threes. */
export function formatPhone(phone: string): string {
  const polish = /^\+48(\d{3})(\d{3})(\d{3})$/.exec(phone);
  return polish ? `+48 ${polish.slice(1).join(' ')}` : phone.replace(/(\d{3})(?=\d{2})/g, '$1 ');
}

/** `+48 ••• ••• 456`: enough to recognise a number one knows. */
export const maskPhone = (phone: string): string =>
  phone.startsWith('+48') ? `+48 ••• ••• ${phone.slice(-3)}` : `+••• ••• ${phone.slice(-3)}`;
