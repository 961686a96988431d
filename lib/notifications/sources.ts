import 'server-only';
import { contractExpiry } from './subjects/contract-expiry';
import { invoiceIssued } from './subjects/invoice-issued';
import { legalisationExpiry } from './subjects/legalisation-expiry';
import { paymentDue } from './subjects/payment-due';
import { readingDue } from './subjects/reading-due';
import { serviceAnnouncement } from './subjects/service-announcement';
import type { ScannedKind, Source } from './subjects/subject';

/** What is not known of a source where any of them is used: the shape of its facts. */
// The facts go from a source's SQL to the same source's texts and nowhere else, so nobody else needs their shape.
export type AnySource = Source<ScannedKind, never>;

const SOURCES: { readonly [Kind in ScannedKind]: AnySource } = {
  invoice_issued: invoiceIssued as AnySource,
  payment_due: paymentDue as AnySource,
  contract_expiry: contractExpiry as AnySource,
  legalisation_expiry: legalisationExpiry as AnySource,
  reading_due: readingDue as AnySource,
  service_announcement: serviceAnnouncement as AnySource,
};

export const SCANNED_KINDS = Object.keys(SOURCES) as readonly ScannedKind[];

export const isScanned = (kind: string): kind is ScannedKind => Object.hasOwn(SOURCES, kind);

export const sourceOf = (kind: ScannedKind): AnySource => SOURCES[kind];
