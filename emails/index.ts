import { accountAdded } from './account-added';
import { alreadyRegistered } from './already-registered';
import type { Mail } from './mail';
import { registrationCode } from './registration-code';
import { welcome } from './welcome';

/** What each kind of mail is told. */
interface AllProps {
  registration_code: { code: string; minutes: number };
  already_registered: Record<string, never>;
  account_added: { customerNumber: string; maskedEmail: string; day: string };
  welcome: { customerNumber: string; termsVersion: string; day: string };
}

export type MailKind = keyof AllProps;
export type MailProps<Kind extends MailKind> = AllProps[Kind];

/** Every kind of mail; its name is the row's `kind` in the outbox and the header X-Notification-Kind. */
export const mails: { readonly [Kind in MailKind]: Mail<AllProps[Kind]> } = {
  registration_code: registrationCode,
  already_registered: alreadyRegistered,
  account_added: accountAdded,
  welcome,
};

export { mailElement } from './mail';
