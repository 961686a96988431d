import 'server-only';
import type { Readable } from 'node:stream';
import { db } from '@/db/client';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor, ManagedCustomer } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { ledgerOf } from '@/lib/e-invoice/ledger';
import { findProof } from '@/lib/e-invoice/queries';
import { translator } from '@/lib/i18n/translator';
import { archiveNames } from '@/lib/invoices/archive/commands';
import { archiveStream, type ArchiveFile } from '@/lib/invoices/archive/stream';
import { pdfOfInvoice } from '@/lib/invoices/pdf/content';
import { dayOf } from '@/lib/kernel/dates';
import { accountFiles, customerFiles, type DataFile } from './files';
import { jsonOf, ownCustomers, ownInvoices, ownUploads, uploadContent } from './queries';

/** Letters of a file's name that no system minds. */
const safe = (text: string): string => text.replace(/[^0-9A-Za-z-]+/g, '_');

/**
 * All that the portal holds of an account and of the customers that it owns, as one ZIP: JSON, PDFs of invoices and
 * of decisions on the e-invoice, what was uploaded. Made file by file while it goes out. Customers that somebody else
 * shares with the account are not in it: those are other people's data.
 * @param signal ends the work when the reader has gone
 * @throws Refusal `tooMany`
 */
export async function openDataExport(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  now: Date,
  signal?: AbortSignal,
): Promise<{ name: string; stream: Readable }> {
  const { accountId, locale } = actor;
  await spend(db(), 'dataExportOfAccount', String(accountId), now);
  const customers = ownCustomers(actor);
  const t = translator(locale, 'ownData');
  const note: ArchiveFile = {
    name: t('export.noteName'),
    changedAt: now,
    packed: false,
    load: async () => Buffer.from(`${t('export.note', { day: dayOf(now) })}\n`, 'utf8'),
  };
  const files = [note, ...accountFiles(accountId).map(file => asJson('account', file, now))];
  for (const customer of customers) files.push(...(await filesOf(actor, customer, now)));
  const details = { customers: customers.length, files: files.length };
  await writeAudit(
    db(),
    { action: 'account.data_exported', entity: 'sign-in', accountId, details, ip: from.ip },
    now,
  );
  return { name: `${t('export.fileName')}_${dayOf(now)}.zip`, stream: archiveStream(files, signal) };
}

const asJson = (folder: string, file: DataFile, now: Date): ArchiveFile => ({
  name: `${folder}/${file.name}.json`,
  changedAt: now,
  packed: false,
  load: () => jsonOf(file),
});

async function filesOf(actor: CustomerActor, customer: ManagedCustomer, now: Date): Promise<ArchiveFile[]> {
  const folder = safe(customer.customerNumber);
  const file = (name: string, load: ArchiveFile['load']): ArchiveFile => ({
    name: `${folder}/${name}`,
    changedAt: now,
    packed: true,
    load,
  });
  const as: CustomerActor = { ...actor, current: customer };
  const invoices = [...(await ownInvoices(customer.id))];
  const names = archiveNames(invoices as unknown as Parameters<typeof archiveNames>[0]);
  const ledger = await ledgerOf(db(), customer.id);
  return [
    ...customerFiles(customer.id, actor.accountId).map(one => asJson(folder, one, now)),
    ...invoices.map(({ ref }) =>
      file(`invoices/${names.get(ref)!}`, async () => {
        const pdf = await pdfOfInvoice(as, ref);
        if (!pdf) throw new Error(`invoice ${ref} went away while the export was made`);
        return pdf.content;
      }),
    ),
    ...ledger.map(({ number }) =>
      file(`e-invoice/${number}.pdf`, async () => {
        const proof = await findProof(as, number, dayOf(now));
        if (!proof) throw new Error(`decision ${number} went away while the export was made`);
        const { proofPdf } = await import('@/lib/e-invoice/pdf');
        return proofPdf(proof, actor.locale);
      }),
    ),
    ...(await ownUploads(customer.id)).map(({ ref, name }) =>
      file(name, () => uploadContent(customer.id, ref)),
    ),
  ];
}
