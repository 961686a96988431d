import type { Day } from '@/lib/kernel/dates';

/**
 * Where anybody may look up that a document is in KSeF: code I of the Ministry of Finance's «Kody weryfikujące»
 * (ksef.podatki.gov.pl). One address for the production system, which is the only one whose numbers bind.
 */
const VERIFICATION = 'https://qr.ksef.mf.gov.pl/invoice';

/** What code I is made of. */
export interface KsefDocument {
  /** NIP of the seller */
  readonly sellerNip: string;
  /** P_1, the day of issue */
  readonly issuedOn: Day;
  /** SHA-256 of the exact bytes of the XML, lower-case hex */
  readonly xmlSha256: string;
}

/**
 * The address in KSeF's QR code I: `…/{NIP}/{P_1 as DD-MM-YYYY}/{SHA-256, base64url without padding}`.
 * @throws RangeError when the hash is none
 */
export function ksefVerificationUrl({ sellerNip, issuedOn, xmlSha256 }: KsefDocument): string {
  if (!/^[0-9a-f]{64}$/.test(xmlSha256)) throw new RangeError('not a SHA-256');
  const day = issuedOn.split('-').reverse().join('-');
  return `${VERIFICATION}/${sellerNip}/${day}/${Buffer.from(xmlSha256, 'hex').toString('base64url')}`;
}

/**
 * Code I of an invoice and its label, the KSeF number. Null unless both the number and the document are known:
 * `OFFLINE`, the other label that KSeF has, is the issuer's to print and never ours to invent.
 */
export function ksefCode(
  invoice: { readonly ksefNumber: string | null; readonly issuedOn: Day; readonly xmlSha256: string | null },
  sellerNip: string,
): { readonly url: string; readonly label: string } | null {
  const { ksefNumber, issuedOn, xmlSha256 } = invoice;
  if (ksefNumber === null || xmlSha256 === null) return null;
  return { url: ksefVerificationUrl({ sellerNip, issuedOn, xmlSha256 }), label: ksefNumber };
}
