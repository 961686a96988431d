/** Every text of every kind with the longest realistic data: SMS in one segment, mails filled as if rendered. */
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import bundled from '@/config/miedzyrzecz.json';
import { mails } from '@/emails/index';
import { renderMail } from '@/lib/delivery/render';
import { day, formatDay } from '@/lib/kernel/dates';
import { gsm7Length, smsSegments, toGsm7 } from '@/lib/kernel/gsm7';
import { formatMoney, grosze, type Locale } from '@/lib/kernel/money';
import { fillMail } from '@/lib/notifications/mail-template';
import { smsText } from '@/lib/notifications/sms-text';
import { SCANNED_KINDS } from '@/lib/notifications/sources';
import { smsDay } from '@/lib/notifications/subjects/sms-day';
import { utility } from '@/lib/utility';

const VARIANTS = ['invoice', 'reduced', 'settled', 'charge', 'credit', 'refund'] as const;
const LOCALES = ['pl', 'en'] as const;

const SHORT_NAME = 'Przedsiębiorstwo Źródło Żółwin';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-utility-'));
beforeAll(() => {
  const file = path.join(folder, 'utility.json');
  fs.writeFileSync(file, JSON.stringify({ ...bundled, shortName: SHORT_NAME }));
  process.env.UTILITY_CONFIG = file;
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

// The longest that the demo and the FA(3) samples hold.
const NUMBER = 'KOR/2026/11/000007';
const LARGE = grosze(9_999_999);
const DAY = day('2026-09-30');

/** What the kinds' texts name, as long as it gets. */
const longest = (locale: Locale) => {
  const money = formatMoney(LARGE, locale);
  const on = smsDay(DAY, locale);
  return {
    number: NUMBER,
    amount: money,
    toPay: money,
    open: money,
    due: on,
    asOf: on,
    ends: on,
    validUntil: on,
    until: on,
    serial: 'D000118',
    starts: `${on} 23:59`,
    place: 'os. Bohaterów Warszawskich 101A–199 (numery nieparzyste), Kęszyca Leśna',
    announcementRef: '7K3M9Q2X4T',
    readingUrl: `https://ebok.wodociagi-miedzyrzecz.pl/r/${'x'.repeat(32)}`,
  };
};

it('the name in these texts is as long as the configuration allows', () => {
  expect(SHORT_NAME).toHaveLength(30);
  expect(utility().shortName).toBe(SHORT_NAME);
});

const smsCases = LOCALES.flatMap(locale =>
  SCANNED_KINDS.flatMap(kind =>
    (kind === 'invoice_issued' ? VARIANTS : ([''] as const)).map(variant => ({ locale, kind, variant })),
  ),
);

it.each(smsCases)(
  'SMS $kind $variant in $locale costs one segment, nothing cut',
  ({ locale, kind, variant }) => {
    const text = smsText(kind, { ...longest(locale), variant }, locale);
    expect(gsm7Length(text)).toBeLessThanOrEqual(160);
    expect(smsSegments(text)).toBe(1);
    expect(text).not.toMatch(/[?{}]|\.\.\./);
    // beside a long link there is no room for the name: the link shows whose it is
    if (kind !== 'reading_due') expect(text.startsWith(toGsm7(SHORT_NAME))).toBe(true);
    const { amount, due, number } = longest(locale);
    if (kind === 'invoice_issued' || kind === 'payment_due') {
      expect(text).toContain(number);
      expect(text).toContain(toGsm7(amount));
    }
    if (kind === 'payment_due' || ['invoice', 'reduced', 'charge'].includes(variant))
      expect(text).toContain(toGsm7(due));
  },
);

it('amounts and days as Poles write them', () => {
  const text = smsText('payment_due', longest('pl'), 'pl');
  expect(text).toBe(
    'Przedsiebiorstwo Zrodlo Zolwin: faktura KOR/2026/11/000007, do zaplaty 99 999,99 zl do 30.09.2026' +
      ' (stan na 30.09.2026). Jesli zaplacono, pomin.',
  );
});

it('a number of 256 characters, which FA(3) allows, is left out and never cut', () => {
  const number = `FV/${'9'.repeat(253)}`;
  const text = smsText('payment_due', { ...longest('pl'), number }, 'pl');
  expect(text).toBe(
    'Przedsiebiorstwo Zrodlo Zolwin: do zaplaty 99 999,99 zl do 30.09.2026 (stan na 30.09.2026). Jesli zaplacono, pomin.',
  );
});

const LONG_VALUES: Record<string, string> = {
  number: NUMBER,
  customerNumber: 'K-000118',
  amount: formatMoney(LARGE, 'pl'),
  open: formatMoney(LARGE, 'pl'),
  toPay: formatMoney(grosze(123_450), 'pl'),
  due: formatDay(DAY, 'pl'),
  // as somebody might name a street, and as somebody might try
  place: `ul. „Na Łąkach” <b>& Syn's</b> "12"/3, Międzyrzecz`,
  serial: `D-1<script>alert('x')</script>`,
};

const mailCases = LOCALES.flatMap(locale =>
  SCANNED_KINDS.flatMap(kind =>
    (kind === 'invoice_issued' ? VARIANTS : ([undefined] as const)).map(variant => ({
      locale,
      kind,
      variant,
    })),
  ),
);

it.each(mailCases)(
  'mail $kind $variant in $locale: filling in is rendering, byte for byte',
  async ({ locale, kind, variant }) => {
    const sample = mails[kind].sample as Record<string, string>;
    const props = Object.fromEntries(
      Object.entries(sample).map(([name, value]) => [name, LONG_VALUES[name] ?? value]),
    );
    const all = { ...props, ...(variant && { variant }) } as never;
    // Once with other values, so that the template is not made of these.
    await fillMail(kind, { ...sample, ...(variant && { variant }) } as never, locale);
    const filled = await fillMail(kind, all, locale);
    expect(filled).toEqual(await renderMail(kind, all, locale));
    expect(filled.html).not.toMatch(/<script|[\ue000\ue001]/);
    expect(filled.html).toContain(`${process.env.APP_URL ?? 'http://localhost:3000'}/notifications`);
    expect(filled.text).toContain('/notifications');
    expect(filled.html).toContain(SHORT_NAME);
  },
);

it('a value cannot bring lines or headers of its own', async () => {
  const { sample } = mails.payment_due;
  const { subject, html } = await fillMail(
    'payment_due',
    { ...sample, open: '1\r\nBcc: x@example.pl' },
    'pl',
  );
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).toContain('1 Bcc: x@example.pl');
});
