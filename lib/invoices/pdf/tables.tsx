'use no memo'; // see document.tsx

import { Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import { tableFromNote } from '@/lib/billing-import/fa3/notes';
import { formatMoney, grosze, type Grosze } from '@/lib/kernel/money';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';
import { formatDecimal, formatQuantity, formatRate, readingsOf } from '../lines';
import type { InvoiceDocument, InvoiceLine, InvoiceNote } from '../queries';
import { style } from './style';

/** Amounts in tables: the currency stands in the heading. */
const bare = (amount: Grosze | null): string =>
  amount === null ? '' : formatMoney(amount, 'pl', 'PLN').replace(/\u00a0zł$/, '');

const unitOf = (currency: string): string => (currency === 'PLN' ? 'zł' : currency);

interface Column {
  readonly name: string;
  /** in points; the one without takes what is left */
  readonly width?: number;
}

function Row({
  columns,
  cells,
  look = 'row',
}: {
  columns: readonly Column[];
  cells: readonly ReactNode[];
  look?: 'headRow' | 'row' | 'sumRow';
}) {
  return (
    <View style={style[look]} wrap={false}>
      {columns.map(({ width }, index) => (
        <Text key={index} style={width === undefined ? [style.cell, { flex: 1 }] : [style.number, { width }]}>
          {cells[index]}
        </Text>
      ))}
    </View>
  );
}

/** All lines; of a correction first those as they were, then as they are (FA(3) StanPrzed). */
export function Lines({ invoice }: { invoice: InvoiceDocument }) {
  const before = invoice.lines.filter(line => line.before);
  const after = invoice.lines.filter(line => !line.before);
  if (before.length === 0) {
    return <LineTable title={invoice.isCorrection ? 'Różnice' : 'Pozycje'} lines={after} invoice={invoice} />;
  }
  return (
    <>
      <LineTable title="Przed korektą" lines={before} invoice={invoice} />
      <LineTable title="Po korekcie" lines={after} invoice={invoice} />
    </>
  );
}

function LineTable({
  title,
  lines,
  invoice,
}: {
  title: string;
  lines: readonly InvoiceLine[];
  invoice: InvoiceDocument;
}) {
  if (lines.length === 0) return null;
  const unit = unitOf(invoice.currency);
  const columns: Column[] = [
    { name: 'Nazwa' },
    { name: 'Ilość', width: 76 },
    { name: `Cena netto (${unit})`, width: 84 },
    { name: `Netto (${unit})`, width: 76 },
    { name: 'VAT', width: 40 },
  ];
  return (
    <View>
      <Text style={style.section} minPresenceAhead={40}>
        {title}
      </Text>
      <Row columns={columns} cells={columns.map(column => column.name)} look="headRow" />
      {lines.map((line, index) => (
        <Row
          key={index}
          columns={columns}
          cells={[
            `${line.lineNo}. ${line.name}`,
            formatQuantity(line, 'pl'),
            line.netPrice === null ? '' : formatDecimal(line.netPrice, 'pl', 2),
            bare(line.net),
            line.vatRate === null ? '' : formatRate(line.vatRate),
          ]}
        />
      ))}
    </View>
  );
}

/** Net, VAT and gross per rate and in all; differences on a correction. */
export function Vat({ invoice }: { invoice: InvoiceDocument }) {
  const unit = unitOf(invoice.currency);
  const columns: Column[] = [
    { name: invoice.isCorrection ? 'Różnica według stawek' : 'Stawka VAT' },
    { name: `Netto (${unit})`, width: 90 },
    { name: `VAT (${unit})`, width: 90 },
    { name: `Brutto (${unit})`, width: 90 },
  ];
  return (
    <View wrap={false}>
      <Text style={style.section}>{invoice.isCorrection ? 'Podsumowanie zmian' : 'Podsumowanie'}</Text>
      <Row columns={columns} cells={columns.map(column => column.name)} look="headRow" />
      {invoice.vatByRate.map(({ rate, net, vat }) => (
        <Row
          key={rate}
          columns={columns}
          cells={[formatRate(rate), bare(net), bare(vat), bare(grosze(net + vat))]}
        />
      ))}
      <Row
        columns={columns}
        cells={['Razem', bare(invoice.net), bare(invoice.vat), bare(invoice.gross)]}
        look="sumRow"
      />
    </View>
  );
}

export function Readings({ lines }: { lines: readonly InvoiceLine[] }) {
  const readings = readingsOf(lines);
  if (readings.length === 0) return null;
  const corrected = readings.some(reading => reading.before);
  const columns: Column[] = [
    { name: 'Wodomierz' },
    { name: 'Stan poprzedni', width: 90 },
    { name: 'Stan obecny', width: 90 },
    { name: 'Zużycie', width: 90 },
  ];
  return (
    <View wrap={false}>
      <Text style={style.section}>Odczyty</Text>
      <Row columns={columns} cells={columns.map(column => column.name)} look="headRow" />
      {readings.map(({ serial, role, from, to, before }) => (
        <Row
          key={`${serial}|${from}|${to}|${before}`}
          columns={columns}
          cells={[
            `${serial}${role === 'additional' ? ' (ogrodowy)' : ''}${corrected ? (before ? ' – przed korektą' : ' – po korekcie') : ''}`,
            formatCubicMetres(from, 'pl'),
            formatCubicMetres(to, 'pl'),
            formatCubicMetres(litres(to - from), 'pl'),
          ]}
        />
      ))}
    </View>
  );
}

/** Descriptions, charges, deductions and attachments, in the document's own words. */
export function Notes({ notes, currency }: { notes: readonly InvoiceNote[]; currency: string }) {
  if (notes.length === 0) return null;
  return (
    <View>
      <Text style={style.section} minPresenceAhead={24}>
        Informacje dodatkowe
      </Text>
      {notes.map((note, index) => {
        const table = tableFromNote(note);
        if (table) {
          return (
            <View key={index} style={{ marginVertical: 4 }}>
              {table.caption ? <Text style={style.bold}>{table.caption}</Text> : null}
              <PlainRow cells={table.columns.map(column => column.name)} head />
              {table.rows.map((row, at) => (
                <PlainRow key={at} cells={row} />
              ))}
            </View>
          );
        }
        const amount =
          note.amount === null
            ? ''
            : `: ${formatMoney(note.amount, 'pl', currency)} (${note.kind === 'deduction' ? 'odliczone' : 'doliczone'})`;
        const line = note.lineNo === null ? '' : ` (poz. ${note.lineNo})`;
        return (
          <Text key={index}>
            {note.key ? (
              <Text style={style.soft}>
                {note.key}
                {line}
                {note.value ? ': ' : ''}
              </Text>
            ) : null}
            {note.value}
            {amount}
          </Text>
        );
      })}
    </View>
  );
}

function PlainRow({ cells, head }: { cells: readonly string[]; head?: boolean }) {
  return (
    <View style={head ? style.headRow : style.row} wrap={false}>
      {cells.map((cell, index) => (
        <Text key={index} style={[style.cell, { flex: 1 }]}>
          {cell}
        </Text>
      ))}
    </View>
  );
}
