import { getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { InvoiceDrawing } from '@/components/layout/invoice-drawing';
import { TextField } from '@/components/ui/fields';

/** A form's questions on one subject. */
export function Group({
  title,
  note,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="grid gap-5 border-t border-line pt-6">
      <legend className="float-left w-full text-lead font-semibold">{title}</legend>
      {note ? <p className="clear-both -mt-3 text-soft">{note}</p> : null}
      {children}
    </fieldset>
  );
}

/** A page that asks for the proof: what it is for, the form beside the drawing, and whom to ask. */
export function ProofPage({
  intro,
  children,
  help,
}: {
  intro: ReactNode;
  children: ReactNode;
  help: ReactNode;
}) {
  return (
    <div className="grid gap-8">
      <div className="grid max-w-prose gap-3">{intro}</div>
      <div className="grid items-start gap-x-16 gap-y-8 md:grid-cols-[minmax(0,34rem)_minmax(0,1fr)]">
        <ProofDrawing />
        {children}
      </div>
      <p className="max-w-prose text-small text-soft">{help}</p>
    </div>
  );
}

/** Where on an invoice the answers stand. */
async function ProofDrawing() {
  const t = await getTranslations('register');
  const drawing = await getTranslations('start.drawing');
  return (
    <figure className="surface grid justify-items-center gap-3 rounded-lg bg-wash p-5 sm:p-8 md:sticky md:top-6 md:order-2">
      <InvoiceDrawing
        className="w-full max-w-72"
        texts={{
          label: drawing('label'),
          invoice: drawing('invoice'),
          customer: t('customerNumber.label'),
          total: t('onPaper.total'),
        }}
      />
      <figcaption className="text-small text-soft">{t('drawing')}</figcaption>
    </figure>
  );
}

/** What proves that a customer's paper is in somebody's hands: fields of `proofFields`. */
export async function ProofFields() {
  const t = await getTranslations('register');
  return (
    <>
      <TextField
        name="customerNumber"
        label={t('customerNumber.label')}
        hint={t('customerNumber.hint')}
        width="number"
        autoComplete="off"
        autoCapitalize="characters"
      />
      <TextField
        name="invoiceNumber"
        label={t('invoiceNumber.label')}
        hint={t('invoiceNumber.hint')}
        width="number"
        autoComplete="off"
        autoCapitalize="characters"
      />
      <TextField
        name="invoiceGross"
        label={t('invoiceGross.label')}
        hint={t('invoiceGross.hint')}
        width="number"
        inputMode="decimal"
        autoComplete="off"
      />
      <TextField
        name="meterSerial"
        label={t('meterSerial.label')}
        hint={t('meterSerial.hint')}
        width="number"
        autoComplete="off"
        autoCapitalize="characters"
      />
    </>
  );
}
