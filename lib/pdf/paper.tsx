'use no memo'; // react-pdf has a reconciler of its own, which the compiler's cache knows nothing of

import { Document, Page, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { Locale } from '@/lib/kernel/money';
import type { Utility } from '@/lib/utility';

const INK = '#14242b';
const SOFT = '#4a5c64';
const LINE = '#9aa6aa';

const style = StyleSheet.create({
  page: { fontFamily: 'DejaVu Sans', color: INK, paddingTop: 40, paddingBottom: 56, paddingHorizontal: 52 },
  // Not on the page: there it would reach the page numbers, which are laid out anew with each page and vanish.
  body: { fontSize: 9.5, lineHeight: 1.45 },
  sender: { color: SOFT, fontSize: 8, marginBottom: 14 },
  title: { fontSize: 16, fontWeight: 700, lineHeight: 1.25, marginBottom: 4 },
  note: { color: SOFT, marginBottom: 6 },
  heading: { fontSize: 11, fontWeight: 700, marginTop: 10, marginBottom: 5 },
  text: { marginBottom: 6 },
  soft: { color: SOFT, marginBottom: 6 },
  item: { flexDirection: 'row', marginBottom: 3 },
  mark: { width: 20 },
  grow: { flex: 1 },
  facts: { marginBottom: 14 },
  fact: { flexDirection: 'row', borderBottom: `0.5pt solid ${LINE}`, paddingVertical: 4 },
  name: { width: 150, color: SOFT, paddingRight: 10 },
  box: { width: 11, height: 11, border: `1pt solid ${INK}`, marginRight: 9, marginTop: 1.5 },
  blank: { flexDirection: 'row', alignItems: 'flex-end', marginBottom: 6 },
  blankName: { width: 150, color: SOFT, fontSize: 8.5 },
  ruled: { borderBottom: `0.7pt solid ${LINE}`, height: 19 },
  cells: { flex: 1, flexDirection: 'row', alignItems: 'flex-end', gap: 7 },
  group: { flexDirection: 'row' },
  cell: { width: 16, height: 17, border: `0.7pt solid ${INK}`, marginLeft: -0.7, paddingTop: 1.5 },
  cellText: { textAlign: 'center' },
  unit: { color: SOFT, paddingBottom: 2 },
  blankLine: { flex: 1, borderBottom: `0.7pt solid ${INK}`, minHeight: 15, paddingBottom: 1 },
  sign: { flexDirection: 'row', gap: 40, marginTop: 30 },
  signLine: { flex: 1, borderTop: `0.7pt solid ${INK}`, paddingTop: 3, color: SOFT, fontSize: 8 },
  footer: {
    position: 'absolute',
    bottom: 26,
    left: 52,
    right: 52,
    fontFamily: 'DejaVu Sans',
    fontSize: 7,
    color: SOFT,
  },
  right: { textAlign: 'right' },
});

/** A document of the utility for A4: who writes, a title, what it is about. One embedded family, not tagged. */
export function Paper({
  seller,
  locale,
  title,
  subtitle,
  note,
  mark,
  children,
}: {
  seller: Utility;
  locale: Locale;
  title: string;
  /** the title in the reader's language, where the paper is in another */
  subtitle?: string | undefined;
  note?: ReactNode;
  /** at the foot of each page, before the page's number: which document it is */
  mark: string;
  children: ReactNode;
}) {
  const { address } = seller;
  return (
    <Document title={title} author={seller.name} language={locale}>
      <Page size="A4" style={style.page}>
        <View style={style.body}>
          <Text style={style.sender}>
            {seller.name}, {address.street}, {address.postalCode} {address.city} · NIP {seller.nip}
          </Text>
          <Text style={style.title}>{title}</Text>
          {subtitle ? <Text style={style.soft}>{subtitle}</Text> : null}
          {note ? <Text style={style.note}>{note}</Text> : null}
          {children}
        </View>
        <Text style={style.footer} fixed>
          {mark}
        </Text>
        <Text
          style={[style.footer, style.right]}
          fixed
          render={({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`}
        />
      </Page>
    </Document>
  );
}

export const Heading = ({ children }: { children: ReactNode }) => (
  <Text style={style.heading} minPresenceAhead={30}>
    {children}
  </Text>
);

export const Paragraph = ({ soft, children }: { soft?: boolean; children: ReactNode }) => (
  <Text style={soft ? style.soft : style.text}>{children}</Text>
);

/** One of a list, with what stands before it. */
export const Item = ({ mark, children }: { mark: string; children: ReactNode }) => (
  <View style={style.item} wrap={false}>
    <Text style={style.mark}>{mark}</Text>
    <Text style={style.grow}>{children}</Text>
  </View>
);

/**
 * A long value in lines of its own where it is a hash, which has no place at which a line would break by itself. Not
 * by a line feed: that one is set in another font.
 */
export const linesOf = (value: string): string[] =>
  /^[0-9a-f]{64}$/.test(value) ? [value.slice(0, 32), value.slice(32)] : [value];

/** Pairs of a name and a value; empty values are left out. */
export const Facts = ({ rows }: { rows: readonly (readonly [string, string | null])[] }) => (
  <View style={style.facts}>
    {rows
      .filter(([, value]) => value)
      .map(([name, value]) => (
        <View key={name} style={style.fact} wrap={false}>
          <Text style={style.name}>{name}</Text>
          <View style={style.grow}>
            {linesOf(value ?? '').map(line => (
              <Text key={line}>{line}</Text>
            ))}
          </View>
        </View>
      ))}
  </View>
);

/** A text, and the same in another language for who reads that one. Not on a line of its own: see {@link linesOf}. */
export const InBoth = ({ pl, en }: { pl: string; en: string | null }) => (
  <Text>
    {pl}
    {en === null ? null : <Text style={{ color: SOFT }}>{` / ${en}`}</Text>}
  </Text>
);

/** A line to be filled in by hand, or filled in already. */
export const Blank = ({ name, value = '' }: { name: ReactNode; value?: string | undefined }) => (
  <View style={style.blank} wrap={false}>
    <Text style={style.blankName}>{name}</Text>
    <View style={style.blankLine}>
      <Text>{value}</Text>
    </View>
  </View>
);

/** Lines for a longer text by hand. */
export const RuledLines = ({ name, count }: { name: ReactNode; count: number }) => (
  <View style={style.text} wrap={false}>
    <Text style={[style.blankName, { width: 'auto' }]}>{name}</Text>
    {Array.from({ length: count }, (_, index) => (
      <View key={index} style={style.ruled} />
    ))}
  </View>
);

/** A box for each sign: for numbers, days, states of meters. @param groups boxes that stand together */
export function Cells({
  name,
  groups,
  unit,
  value = '',
}: {
  name: ReactNode;
  groups: readonly number[];
  unit?: string | undefined;
  value?: string | undefined;
}) {
  const signs = [...value.replace(/[^0-9A-Za-z]/g, '')];
  return (
    <View style={style.blank} wrap={false}>
      <Text style={style.blankName}>{name}</Text>
      <View style={style.cells}>
        {groups.map((count, group) => {
          const before = groups.slice(0, group).reduce((sum, each) => sum + each, 0);
          return (
            <View key={group} style={style.group}>
              {Array.from({ length: count }, (_, index) => (
                <View key={index} style={style.cell}>
                  <Text style={style.cellText}>{signs[before + index] ?? ''}</Text>
                </View>
              ))}
            </View>
          );
        })}
        {unit ? <Text style={style.unit}>{unit}</Text> : null}
      </View>
    </View>
  );
}

/** A box to be ticked by hand. */
export const Box = ({ children }: { children: ReactNode }) => (
  <View style={style.item} wrap={false}>
    <View style={style.box} />
    <Text style={style.grow}>{children}</Text>
  </View>
);

/** Places for a date and a signature. */
export const Signature = ({
  names,
}: {
  names: readonly [{ pl: string; en: string | null }, { pl: string; en: string | null }];
}) => (
  <View style={style.sign} wrap={false}>
    {names.map(name => (
      <Text key={name.pl} style={style.signLine}>
        <InBoth {...name} />
      </Text>
    ))}
  </View>
);
