import type { translator } from '@/lib/i18n/translator';
import type { Locale } from '@/lib/kernel/money';

/** Texts of the mails in the recipient's language. */
export type MailTexts = ReturnType<typeof translator<'emails'>>;

/** What every mail may say of its sender. */
export interface MailContext {
  readonly locale: Locale;
  /** the portal's address without a slash at its end */
  readonly portalUrl: string;
  readonly utility: {
    readonly name: string;
    readonly shortName: string;
    readonly email: string;
    readonly phone: string;
    readonly address: string;
    readonly accent: string;
    readonly accentInk: string;
  };
}
