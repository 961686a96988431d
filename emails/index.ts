import { accessCode } from './access-code';
import { accessGranted } from './access-granted';
import { accessRefused } from './access-refused';
import { accessRequested } from './access-requested';
import { accountAdded } from './account-added';
import { accountClosed } from './account-closed';
import { activation } from './activation';
import { accessAccepted, accessEnded, accessInvitation } from './shared-access';
import { alreadyRegistered } from './already-registered';
import { caseAnswered } from './case-answered';
import { caseReceived } from './case-received';
import { changeApproved } from './change-approved';
import { changeRefused } from './change-refused';
import { contractExpiry } from './contract-expiry';
import { cronMissing } from './cron-missing';
import { customerCode } from './customer-code';
import { emailChanged } from './email-changed';
import { emailCode } from './email-code';
import { emailTaken } from './email-taken';
import { invoiceIssued } from './invoice-issued';
import { legalisationExpiry } from './legalisation-expiry';
import { leakHint } from './leak-hint';
import {
  eInvoiceAccepted,
  eInvoiceChanged,
  eInvoiceCode,
  eInvoiceMoved,
  eInvoiceWithdrawn,
  type DecisionMail,
} from './e-invoice';
import { invoiceDelivery, invoiceDeliveryZero, type InvoiceMail } from './invoice-delivery';
import { importOverdue } from './import-overdue';
import type { Mail } from './mail';
import { moveOutAnswered } from './move-out-answered';
import { moveOutParty } from './move-out-party';
import { passwordChanged } from './password-changed';
import { passwordReset } from './password-reset';
import { phoneChanged } from './phone-changed';
import { phoneRemoved } from './phone-removed';
import { paymentDue } from './payment-due';
import { readingDue } from './reading-due';
import { readingCorrected } from './reading-corrected';
import { readingRejected } from './reading-rejected';
import { registrationCode } from './registration-code';
import { secondFactorOff } from './second-factor-off';
import { secondFactorOn } from './second-factor-on';
import { serviceAnnouncement } from './service-announcement';
import { welcome } from './welcome';

type PropsOf<Kind> = Kind extends Mail<infer Props> ? Props : never;

/** What each kind of mail is told. */
interface AllProps {
  access_invitation: PropsOf<typeof accessInvitation>;
  access_accepted: PropsOf<typeof accessAccepted>;
  access_ended: PropsOf<typeof accessEnded>;
  registration_code: { code: string; minutes: number };
  already_registered: Record<string, never>;
  account_added: { customerNumber: string; maskedEmail: string; day: string };
  welcome: { customerNumber: string; termsVersion: string; day: string };
  password_reset: { token: string; minutes: number };
  activation: { token: string; minutes: number };
  password_changed: { day: string; time: string };
  email_code: { code: string; minutes: number };
  customer_code: { code: string; minutes: number };
  email_taken: Record<string, never>;
  email_changed: { maskedEmail: string; day: string };
  phone_changed: { maskedPhone: string; day: string; time: string };
  phone_removed: { day: string; time: string };
  cron_missing: { since: string; jobs: string };
  import_overdue: { since: string };
  access_code: { code: string; minutes: number };
  access_requested: { customerNumber: string; maskedEmail: string; requestRef: string; day: string };
  access_granted: { customerNumber: string; token: string | null; minutes: number };
  access_refused: { requestRef: string; reason: string };
  second_factor_on: { day: string; time: string };
  second_factor_off: { day: string; time: string };
  leak_hint: PropsOf<typeof leakHint>;
  e_invoice_code: { code: string; minutes: number };
  e_invoice_accepted: DecisionMail;
  e_invoice_changed: DecisionMail;
  e_invoice_withdrawn: DecisionMail;
  e_invoice_moved: { customerNumber: string; day: string };
  invoice_delivery: InvoiceMail;
  invoice_delivery_zero: Pick<InvoiceMail, 'number' | 'customerNumber' | 'issued' | 'invoiceRef'>;
  reading_rejected: { readingRef: string; serial: string; state: string; day: string; reason: string };
  reading_corrected: PropsOf<typeof readingCorrected>;
  case_received: PropsOf<typeof caseReceived>;
  case_answered: PropsOf<typeof caseAnswered>;
  move_out_party: PropsOf<typeof moveOutParty>;
  move_out_answered: PropsOf<typeof moveOutAnswered>;
  change_approved: PropsOf<typeof changeApproved>;
  change_refused: PropsOf<typeof changeRefused>;
  account_closed: PropsOf<typeof accountClosed>;
  invoice_issued: PropsOf<typeof invoiceIssued>;
  payment_due: PropsOf<typeof paymentDue>;
  contract_expiry: PropsOf<typeof contractExpiry>;
  legalisation_expiry: PropsOf<typeof legalisationExpiry>;
  reading_due: PropsOf<typeof readingDue>;
  service_announcement: PropsOf<typeof serviceAnnouncement>;
}

export type MailKind = keyof AllProps;
export type MailProps<Kind extends MailKind> = AllProps[Kind];

/** Every kind of mail; its name is the row's `kind` in the outbox and the header X-Notification-Kind. */
export const mails: { readonly [Kind in MailKind]: Mail<AllProps[Kind]> } = {
  access_invitation: accessInvitation,
  access_accepted: accessAccepted,
  access_ended: accessEnded,
  registration_code: registrationCode,
  already_registered: alreadyRegistered,
  account_added: accountAdded,
  welcome,
  password_reset: passwordReset,
  activation,
  password_changed: passwordChanged,
  email_code: emailCode,
  customer_code: customerCode,
  email_taken: emailTaken,
  email_changed: emailChanged,
  phone_changed: phoneChanged,
  phone_removed: phoneRemoved,
  cron_missing: cronMissing,
  import_overdue: importOverdue,
  access_code: accessCode,
  access_requested: accessRequested,
  access_granted: accessGranted,
  access_refused: accessRefused,
  second_factor_on: secondFactorOn,
  second_factor_off: secondFactorOff,
  leak_hint: leakHint,
  e_invoice_code: eInvoiceCode,
  e_invoice_accepted: eInvoiceAccepted,
  e_invoice_changed: eInvoiceChanged,
  e_invoice_withdrawn: eInvoiceWithdrawn,
  e_invoice_moved: eInvoiceMoved,
  invoice_delivery: invoiceDelivery,
  invoice_delivery_zero: invoiceDeliveryZero,
  reading_rejected: readingRejected,
  reading_corrected: readingCorrected,
  case_received: caseReceived,
  case_answered: caseAnswered,
  move_out_party: moveOutParty,
  move_out_answered: moveOutAnswered,
  change_approved: changeApproved,
  change_refused: changeRefused,
  account_closed: accountClosed,
  invoice_issued: invoiceIssued,
  payment_due: paymentDue,
  contract_expiry: contractExpiry,
  legalisation_expiry: legalisationExpiry,
  reading_due: readingDue,
  service_announcement: serviceAnnouncement,
};

export { mailElement } from './mail';
