'use no memo'; // see lib/pdf/paper.tsx

import 'server-only';
import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { postalLine, streetLine, type Address } from '@/lib/customers/address';
import { env } from '@/lib/env';
import { translator } from '@/lib/i18n/translator';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { registerFonts } from '@/lib/pdf/fonts';
import { utility } from '@/lib/utility';
import type { Assigned } from './commands';

const mm = (length: number) => (length * 72) / 25.4;
const SOFT = '#4a5c64';

const style = StyleSheet.create({
  page: { fontFamily: 'DejaVu Sans', fontSize: 10, lineHeight: 1.45, color: '#14242b' },
  // DIN 5008 form B, which the windows of DL and C6/5 envelopes are cut for: 85 × 45 mm, 20 mm from the left edge
  // and 45 mm from the top; the sender's line stands in its upper 5 mm.
  window: { position: 'absolute', left: mm(25), top: mm(47), width: mm(80), height: mm(41) },
  sender: { fontSize: 6.5, color: SOFT, marginBottom: mm(5), borderBottom: `0.5pt solid ${SOFT}` },
  company: { position: 'absolute', left: mm(25), top: mm(18), fontSize: 12, fontWeight: 700 },
  date: { position: 'absolute', right: mm(20), top: mm(50) },
  fold: { position: 'absolute', left: mm(5), width: mm(4), borderTop: `0.5pt solid ${SOFT}` },
  body: { marginTop: mm(103), marginLeft: mm(25), marginRight: mm(20) },
  title: { fontSize: 13, fontWeight: 700, marginBottom: 8 },
  text: { marginBottom: 7 },
  box: { border: '1pt solid #9aa6aa', padding: 10, marginVertical: 8 },
  row: { flexDirection: 'row', marginBottom: 4 },
  name: { width: mm(48), color: SOFT },
  password: { fontSize: 14, fontWeight: 700, letterSpacing: 1 },
});

/** The letter that brings a one-time password: its address stands in the envelope's window. */
export async function activationLetter(
  to: Address & { readonly name: string },
  { customerNumber, email, password, expiresAt }: Assigned,
  now: Date,
  locale: Locale,
): Promise<Uint8Array> {
  registerFonts();
  const t = translator(locale, 'office-letter');
  const { name, address, contact } = utility();
  const until = t('until', { day: formatDay(dayOf(expiresAt), locale), time: formatTime(expiresAt) });
  const rows = [
    [t('where'), new URL('/login', env().APP_URL).href],
    [t('customerNumber'), customerNumber],
    [t('email'), email],
  ] as const;
  return renderToBuffer(
    <Document title={t('title')} author={name} language={locale}>
      <Page size="A4" style={style.page}>
        <Text style={style.company}>{name}</Text>
        <View style={style.window}>
          <Text style={style.sender}>
            {name}, {address.street}, {address.postalCode} {address.city}
          </Text>
          <Text>{to.name}</Text>
          <Text>{streetLine(to)}</Text>
          <Text>{postalLine(to)}</Text>
        </View>
        <Text style={style.date}>{formatDay(dayOf(now), locale)}</Text>
        <View style={[style.fold, { top: mm(105) }]} />
        <View style={[style.fold, { top: mm(210) }]} />
        <View style={style.body}>
          <Text style={style.title}>{t('title')}</Text>
          <Text style={style.text}>{t('lead')}</Text>
          <View style={style.box}>
            {rows.map(([label, value]) => (
              <View key={label} style={style.row}>
                <Text style={style.name}>{label}</Text>
                <Text>{value}</Text>
              </View>
            ))}
            <View style={style.row}>
              <Text style={style.name}>{t('password')}</Text>
              <Text style={style.password}>{password}</Text>
            </View>
          </View>
          <Text style={style.text}>{until}</Text>
          <Text style={style.text}>{t('then')}</Text>
          <Text style={style.text}>{t('secret')}</Text>
          <Text style={style.text}>{t('help', { phone: contact.phone })}</Text>
        </View>
      </Page>
    </Document>,
  );
}
