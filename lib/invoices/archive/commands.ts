import 'server-only';
import type { Readable } from 'node:stream';
import { db } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import { csvMoney, csvText, type CsvCell } from '@/lib/kernel/csv';
import { addDays, startOfDay } from '@/lib/kernel/dates';
import { pdfOfInvoice } from '../pdf/content';
import { listYear, type ArchivedInvoice } from './queries';
import { archiveStream } from './stream';

export interface Archive {
  readonly name: string;
  readonly stream: Readable;
}

const safe = (text: string): string =>
  text
    .replace(/[^0-9A-Za-z-]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 80);

/** `2026-03-05_faktura_FV_2026_03_000118.pdf`, in the order of the days; no two alike. */
export function archiveNames(invoices: readonly ArchivedInvoice[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { ref, issuedOn, isCorrection, number } of invoices) {
    const stem = `${issuedOn}_${isCorrection ? 'korekta' : 'faktura'}_${safe(number)}`;
    let name = `${stem}.pdf`;
    // Numbers that differ only in what a file's name may not hold, or in their case.
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}_${count}.pdf`;
    taken.add(name.toLowerCase());
    names.set(ref, name);
  }
  return names;
}

const LIST_COLUMNS = [
  'number',
  'kind',
  'issued_on',
  'due_on',
  'sale_from',
  'sale_to',
  'net',
  'vat',
  'gross',
  'currency',
  'ksef_number',
  'file',
] as const;

const listOf = (invoices: readonly ArchivedInvoice[], names: ReadonlyMap<string, string>): string =>
  csvText(
    LIST_COLUMNS,
    invoices.map((invoice): CsvCell[] => [
      invoice.number,
      invoice.isCorrection ? 'correction' : 'invoice',
      invoice.issuedOn,
      invoice.dueOn,
      invoice.saleFrom,
      invoice.saleTo,
      csvMoney(invoice.net),
      csvMoney(invoice.vat),
      csvMoney(invoice.gross),
      invoice.currency,
      invoice.ksefNumber,
      names.get(invoice.ref) ?? null,
    ]),
    'pl',
  );

/**
 * A year's invoices of the current customer as a ZIP: each one's PDF and a list as CSV. A few at a time for one
 * account (rendering takes the processor). The PDFs come one by one while the archive goes out.
 * @param year null: the newest one with any
 * @param signal ends the work when the reader has gone
 * @returns null when nothing was issued in that year
 * @throws Refusal `tooMany`
 */
export async function openArchive(
  actor: CustomerActor,
  year: number | null,
  now: Date,
  signal?: AbortSignal,
): Promise<Archive | null> {
  const invoices = await listYear(actor, year);
  const [first] = invoices;
  if (!first) return null;
  await spend(db(), 'archiveOfAccount', String(actor.accountId), now);
  const names = archiveNames(invoices);
  const label = `${first.issuedOn.slice(0, 4)}_${safe(actor.current.customerNumber)}`;
  const list = {
    name: `faktury_${label}.csv`,
    changedAt: now,
    packed: false,
    load: async () => Buffer.from(listOf(invoices, names)),
  };
  const prints = invoices.map(({ ref, issuedOn }) => ({
    name: names.get(ref)!,
    // Noon of the day of issue, so that it is that day wherever the archive is opened in Europe.
    changedAt: new Date((startOfDay(issuedOn).getTime() + startOfDay(addDays(issuedOn, 1)).getTime()) / 2),
    packed: true,
    load: async () => {
      const pdf = await pdfOfInvoice(actor, ref);
      if (!pdf) throw new Error(`invoice ${ref} went away while its archive was made`);
      return pdf.content;
    },
  }));
  return { name: `faktury_${label}.zip`, stream: archiveStream([list, ...prints], signal) };
}
