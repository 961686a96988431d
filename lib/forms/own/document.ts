import type { Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { FormCategory } from '../rules';

/**
 * In both languages. `{…}` is filled in by the renderer: the utility's `{name}`, `{address}`, `{email}`, and
 * `{termsVersion}` and `{termsFrom}` of the e-invoice's terms.
 */
export type Text = Readonly<Record<Locale, string>>;

/** What is known of the signed-in and may stand in a field already. */
export interface FormOwner {
  readonly customerNumber: string;
  readonly name: string;
  readonly address: string;
  readonly nip: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** where there is only one of each */
  readonly contractNumber: string | null;
  readonly pointAddress: string | null;
  readonly mainMeter: string | null;
  readonly additionalMeter: string | null;
}

/** What a form is made of, from top to bottom. */
export type Part =
  /** a line to write on */
  | { readonly kind: 'line'; readonly label: Text; readonly fill?: keyof FormOwner }
  /** several lines to write on */
  | { readonly kind: 'lines'; readonly label: Text; readonly count: number }
  /** a box for each sign, in groups: `[5]` for a meter's state, `[2, 3]` for a postal code */
  | {
      readonly kind: 'cells';
      readonly label: Text;
      readonly groups: readonly number[];
      readonly unit?: string;
      readonly fill?: keyof FormOwner;
    }
  /** a box to tick before each */
  | { readonly kind: 'boxes'; readonly options: readonly Text[] }
  /** numbered sentences that are signed */
  | { readonly kind: 'statements'; readonly texts: readonly Text[] }
  | { readonly kind: 'note'; readonly text: Text };

export interface Section {
  readonly title: Text;
  readonly parts: readonly Part[];
}

/** A form of the utility to be printed, filled in and signed. */
export interface FormDocument {
  readonly category: FormCategory;
  /** goes up with every change of what is signed; `from` is its day */
  readonly version: string;
  readonly from: Day;
  /** name of the file, without its ending */
  readonly file: string;
  readonly title: Text;
  /** under the title on paper */
  readonly note: Text;
  /** on the page of forms: for whom it is */
  readonly text: Text;
  /** where the same is settled without paper, and what that link says */
  readonly online: { readonly href: string; readonly label: Text };
  readonly sections: readonly Section[];
  /** what the data is used for (art. 13 RODO) */
  readonly privacy: Text;
}
