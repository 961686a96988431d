import { StyleSheet } from '@react-pdf/renderer';

const INK = '#14242b';
const SOFT = '#4a5c64';
const LINE = '#c4cccd';

/** A4, black on white: it is printed, filed and scanned. */
export const style = StyleSheet.create({
  page: {
    fontFamily: 'DejaVu Sans',
    fontSize: 8.5,
    color: INK,
    paddingTop: 42,
    paddingBottom: 58,
    paddingHorizontal: 44,
  },
  // Not on the page: there it would reach the page numbers, which are laid out anew with each page and vanish.
  body: { fontSize: 8.5, lineHeight: 1.4 },
  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 16 },
  title: { fontSize: 15, fontWeight: 700, lineHeight: 1.25 },
  soft: { color: SOFT },
  bold: { fontWeight: 700 },
  right: { textAlign: 'right' },
  parties: { flexDirection: 'row', gap: 24, marginBottom: 14 },
  party: { flex: 1 },
  label: { color: SOFT, fontSize: 7.5, marginBottom: 2 },
  section: { fontSize: 9.5, fontWeight: 700, marginTop: 12, marginBottom: 4 },
  facts: { flexDirection: 'row', flexWrap: 'wrap', rowGap: 6, marginBottom: 4 },
  fact: { width: '33.3%', paddingRight: 10 },
  factWide: { width: '66.6%', paddingRight: 10 },
  headRow: {
    flexDirection: 'row',
    borderBottom: `1pt solid ${INK}`,
    color: SOFT,
    fontSize: 7.5,
    paddingBottom: 2,
  },
  row: { flexDirection: 'row', borderBottom: `0.5pt solid ${LINE}`, paddingVertical: 3 },
  sumRow: { flexDirection: 'row', paddingVertical: 3, fontWeight: 700 },
  cell: { paddingRight: 6 },
  number: { textAlign: 'right', paddingLeft: 4 },
  struck: { color: SOFT },
  pay: { flexDirection: 'row', marginTop: 16, border: `1pt solid ${INK}`, borderRadius: 4, padding: 12 },
  payText: { flex: 1 },
  qr: { width: 72, height: 72 },
  code: { width: 96, alignItems: 'center', marginVertical: -6 },
  codeLabel: { color: SOFT, fontSize: 6.5, textAlign: 'center' },
  ksef: { width: 136, alignItems: 'center', marginTop: -6 },
  ksefLabel: { fontSize: 6 },
  payAmount: { fontSize: 16, fontWeight: 700, lineHeight: 1.3 },
  payFacts: { flexDirection: 'row', flexWrap: 'wrap', rowGap: 5, marginTop: 6 },
  footer: {
    position: 'absolute',
    bottom: 24,
    left: 44,
    right: 44,
    fontFamily: 'DejaVu Sans',
    fontSize: 7,
    color: SOFT,
  },
});
