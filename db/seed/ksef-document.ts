import { toCubicMetres } from '../../lib/kernel/volume';
import { used, type Line } from './billing';
import { DEDUCTION, type Buyer, type Draft, type Note, type Seller } from './draft';
import { writeFa3, type Fa3DraftLine } from './fa3';
import type { Deduction } from './ledger';
import { addressLine } from './places';
import { VAT_RATE } from './tariffs';

const RATE = String(VAT_RATE);

/** What the document says besides its lines: the place, and each meter's states under its first line. */
export function ksefNotes({ place, lines, corrected }: Draft): Note[] {
  const city = `${place.postalCode} ${place.city}`;
  const notes: Note[] = [{ lineNo: null, key: 'Punkt poboru', value: `${addressLine(place)}, ${city}` }];
  const seen = new Set<string>();
  lines.forEach(({ meter }, i) => {
    if (!meter || seen.has(meter.serial) || corrected) return;
    seen.add(meter.serial);
    notes.push({
      lineNo: i + 1,
      key: 'Wodomierz główny',
      value:
        `nr ${meter.serial}; odczyt ${meter.from}: ${toCubicMetres(meter.readingFrom)} m3; ` +
        `odczyt ${meter.to}: ${toCubicMetres(meter.readingTo)} m3; zużycie ${toCubicMetres(used(meter))} m3`,
    });
  });
  return notes;
}

/** The FA(3) document of an invoice or correction to a business; the same draft gives the same bytes. */
export function ksefDocument(
  seller: Seller,
  draft: Draft,
  buyer: Buyer,
  deduction: Deduction | undefined,
): Uint8Array {
  const { corrected, totals } = draft;
  const line = (value: Line, lineNo: number, before: boolean): Fa3DraftLine => ({
    lineNo,
    before,
    name: value.name,
    unit: value.unit,
    quantity: value.quantity,
    netPrice: value.netPrice,
    net: value.net,
    rate: RATE,
  });
  return writeFa3({
    number: draft.number,
    issuedOn: draft.issuedOn,
    writtenAt: `${draft.issuedOn}T08:00:00Z`,
    issuePlace: seller.city,
    kind: corrected ? 'KOR' : 'VAT',
    saleFrom: draft.saleFrom,
    saleTo: draft.saleTo,
    seller: { nip: seller.nip, name: seller.name, address: seller.address },
    buyer: {
      nip: buyer.nip ?? undefined,
      name: buyer.name,
      address: {
        line1: addressLine(buyer.address),
        line2: `${buyer.address.postalCode} ${buyer.address.city}`,
      },
      customerNumber: buyer.customerNumber,
    },
    vat: [{ rate: RATE, net: totals.net, vat: totals.vat }],
    gross: totals.gross,
    correction: corrected
      ? {
          reason: draft.reason ?? undefined,
          type: 2,
          of: [
            {
              number: corrected.number,
              issuedOn: corrected.issuedOn,
              ksefNumber: corrected.ksefNumber ?? undefined,
            },
          ],
        }
      : undefined,
    descriptions: draft.notes.map(({ lineNo, ...note }) => ({ ...note, lineNo: lineNo ?? undefined })),
    lines: draft.lines.flatMap((after, i) => [
      ...(draft.before ? [line(draft.before[i]!, i + 1, true)] : []),
      line(after, i + 1, false),
    ]),
    deductions: deduction && [{ amount: deduction.amount, reason: DEDUCTION }],
    toPay: deduction?.toPay,
    dueOn: draft.dueOn,
    account: buyer.bankAccount,
    contractNumbers: [draft.contractNumber],
  });
}
