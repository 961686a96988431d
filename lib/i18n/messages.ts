import type { Locale } from '@/lib/kernel/money';
import accessibilityEn from './messages/en/accessibility.json';
import accountEn from './messages/en/account.json';
import activateEn from './messages/en/activate.json';
import adminEn from './messages/en/admin.json';
import announcementsEn from './messages/en/announcements.json';
import consumptionEn from './messages/en/consumption.json';
import contactEn from './messages/en/contact.json';
import contractsEn from './messages/en/contracts.json';
import customersEn from './messages/en/customers.json';
import dashboardEn from './messages/en/dashboard.json';
import eInvoiceEn from './messages/en/eInvoice.json';
import emailsEn from './messages/en/emails.json';
import faultEn from './messages/en/fault.json';
import formsEn from './messages/en/forms.json';
import helpEn from './messages/en/help.json';
import invoicesEn from './messages/en/invoices.json';
import keptFormEn from './messages/en/keptForm.json';
import layoutEn from './messages/en/layout.json';
import leakEn from './messages/en/leak.json';
import loginEn from './messages/en/login.json';
import lostMailboxEn from './messages/en/lostMailbox.json';
import messagesEn from './messages/en/messages.json';
import metersEn from './messages/en/meters.json';
import moveOutEn from './messages/en/moveOut.json';
import notificationsEn from './messages/en/notifications.json';
import officeAccessEn from './messages/en/office-access.json';
import officeAccountsEn from './messages/en/office-accounts.json';
import officeAuditEn from './messages/en/office-audit.json';
import officeChangesEn from './messages/en/office-changes.json';
import officeCustomersEn from './messages/en/office-customers.json';
import officeDeliveriesEn from './messages/en/office-deliveries.json';
import officeDocumentsEn from './messages/en/office-documents.json';
import officeEInvoiceEn from './messages/en/office-e-invoice.json';
import officeLetterEn from './messages/en/office-letter.json';
import officeImportsEn from './messages/en/office-imports.json';
import officeMessagesEn from './messages/en/office-messages.json';
import officeReadingsEn from './messages/en/office-readings.json';
import officeReportsEn from './messages/en/office-reports.json';
import officeSettingsEn from './messages/en/office-settings.json';
import officeStaffEn from './messages/en/office-staff.json';
import officeViewEn from './messages/en/office-view.json';
import outboxEn from './messages/en/outbox.json';
import overviewEn from './messages/en/overview.json';
import ownDataEn from './messages/en/ownData.json';
import passwordEn from './messages/en/password.json';
import readingsEn from './messages/en/readings.json';
import refusalEn from './messages/en/refusal.json';
import registerEn from './messages/en/register.json';
import secondFactorEn from './messages/en/secondFactor.json';
import settlementsEn from './messages/en/settlements.json';
import sharingEn from './messages/en/sharing.json';
import startEn from './messages/en/start.json';
import tariffsEn from './messages/en/tariffs.json';
import termsEn from './messages/en/terms.json';
import waterQualityEn from './messages/en/waterQuality.json';
import accessibilityPl from './messages/pl/accessibility.json';
import accountPl from './messages/pl/account.json';
import activatePl from './messages/pl/activate.json';
import adminPl from './messages/pl/admin.json';
import announcementsPl from './messages/pl/announcements.json';
import consumptionPl from './messages/pl/consumption.json';
import contactPl from './messages/pl/contact.json';
import contractsPl from './messages/pl/contracts.json';
import customersPl from './messages/pl/customers.json';
import dashboardPl from './messages/pl/dashboard.json';
import eInvoicePl from './messages/pl/eInvoice.json';
import emailsPl from './messages/pl/emails.json';
import faultPl from './messages/pl/fault.json';
import formsPl from './messages/pl/forms.json';
import helpPl from './messages/pl/help.json';
import invoicesPl from './messages/pl/invoices.json';
import keptFormPl from './messages/pl/keptForm.json';
import layoutPl from './messages/pl/layout.json';
import leakPl from './messages/pl/leak.json';
import loginPl from './messages/pl/login.json';
import lostMailboxPl from './messages/pl/lostMailbox.json';
import messagesPl from './messages/pl/messages.json';
import metersPl from './messages/pl/meters.json';
import moveOutPl from './messages/pl/moveOut.json';
import notificationsPl from './messages/pl/notifications.json';
import officeAccessPl from './messages/pl/office-access.json';
import officeAccountsPl from './messages/pl/office-accounts.json';
import officeAuditPl from './messages/pl/office-audit.json';
import officeChangesPl from './messages/pl/office-changes.json';
import officeCustomersPl from './messages/pl/office-customers.json';
import officeDeliveriesPl from './messages/pl/office-deliveries.json';
import officeDocumentsPl from './messages/pl/office-documents.json';
import officeEInvoicePl from './messages/pl/office-e-invoice.json';
import officeLetterPl from './messages/pl/office-letter.json';
import officeImportsPl from './messages/pl/office-imports.json';
import officeMessagesPl from './messages/pl/office-messages.json';
import officeReadingsPl from './messages/pl/office-readings.json';
import officeReportsPl from './messages/pl/office-reports.json';
import officeSettingsPl from './messages/pl/office-settings.json';
import officeStaffPl from './messages/pl/office-staff.json';
import officeViewPl from './messages/pl/office-view.json';
import outboxPl from './messages/pl/outbox.json';
import overviewPl from './messages/pl/overview.json';
import ownDataPl from './messages/pl/ownData.json';
import passwordPl from './messages/pl/password.json';
import readingsPl from './messages/pl/readings.json';
import refusalPl from './messages/pl/refusal.json';
import registerPl from './messages/pl/register.json';
import secondFactorPl from './messages/pl/secondFactor.json';
import settlementsPl from './messages/pl/settlements.json';
import sharingPl from './messages/pl/sharing.json';
import startPl from './messages/pl/start.json';
import tariffsPl from './messages/pl/tariffs.json';
import termsPl from './messages/pl/terms.json';
import waterQualityPl from './messages/pl/waterQuality.json';

/** All texts, one file per namespace (docs/decisions/0006); a test compares the two languages key by key. */
const pl = {
  accessibility: accessibilityPl,
  account: accountPl,
  activate: activatePl,
  admin: adminPl,
  announcements: announcementsPl,
  consumption: consumptionPl,
  contact: contactPl,
  contracts: contractsPl,
  customers: customersPl,
  dashboard: dashboardPl,
  eInvoice: eInvoicePl,
  emails: emailsPl,
  fault: faultPl,
  forms: formsPl,
  help: helpPl,
  invoices: invoicesPl,
  keptForm: keptFormPl,
  layout: layoutPl,
  leak: leakPl,
  login: loginPl,
  lostMailbox: lostMailboxPl,
  messages: messagesPl,
  meters: metersPl,
  moveOut: moveOutPl,
  notifications: notificationsPl,
  'office-access': officeAccessPl,
  'office-accounts': officeAccountsPl,
  'office-audit': officeAuditPl,
  'office-changes': officeChangesPl,
  'office-customers': officeCustomersPl,
  'office-deliveries': officeDeliveriesPl,
  'office-documents': officeDocumentsPl,
  'office-e-invoice': officeEInvoicePl,
  'office-letter': officeLetterPl,
  'office-imports': officeImportsPl,
  'office-messages': officeMessagesPl,
  'office-readings': officeReadingsPl,
  'office-reports': officeReportsPl,
  'office-settings': officeSettingsPl,
  'office-staff': officeStaffPl,
  'office-view': officeViewPl,
  outbox: outboxPl,
  overview: overviewPl,
  ownData: ownDataPl,
  password: passwordPl,
  readings: readingsPl,
  refusal: refusalPl,
  register: registerPl,
  secondFactor: secondFactorPl,
  settlements: settlementsPl,
  sharing: sharingPl,
  start: startPl,
  tariffs: tariffsPl,
  terms: termsPl,
  waterQuality: waterQualityPl,
};
const en: typeof pl = {
  accessibility: accessibilityEn,
  account: accountEn,
  activate: activateEn,
  admin: adminEn,
  announcements: announcementsEn,
  consumption: consumptionEn,
  contact: contactEn,
  contracts: contractsEn,
  customers: customersEn,
  dashboard: dashboardEn,
  eInvoice: eInvoiceEn,
  emails: emailsEn,
  fault: faultEn,
  forms: formsEn,
  help: helpEn,
  invoices: invoicesEn,
  keptForm: keptFormEn,
  layout: layoutEn,
  leak: leakEn,
  login: loginEn,
  lostMailbox: lostMailboxEn,
  messages: messagesEn,
  meters: metersEn,
  moveOut: moveOutEn,
  notifications: notificationsEn,
  'office-access': officeAccessEn,
  'office-accounts': officeAccountsEn,
  'office-audit': officeAuditEn,
  'office-changes': officeChangesEn,
  'office-customers': officeCustomersEn,
  'office-deliveries': officeDeliveriesEn,
  'office-documents': officeDocumentsEn,
  'office-e-invoice': officeEInvoiceEn,
  'office-letter': officeLetterEn,
  'office-imports': officeImportsEn,
  'office-messages': officeMessagesEn,
  'office-readings': officeReadingsEn,
  'office-reports': officeReportsEn,
  'office-settings': officeSettingsEn,
  'office-staff': officeStaffEn,
  'office-view': officeViewEn,
  outbox: outboxEn,
  overview: overviewEn,
  ownData: ownDataEn,
  password: passwordEn,
  readings: readingsEn,
  refusal: refusalEn,
  register: registerEn,
  secondFactor: secondFactorEn,
  settlements: settlementsEn,
  sharing: sharingEn,
  start: startEn,
  tariffs: tariffsEn,
  terms: termsEn,
  waterQuality: waterQualityEn,
};

export const messages: Record<Locale, typeof pl> = { pl, en };
export type Messages = typeof pl;
