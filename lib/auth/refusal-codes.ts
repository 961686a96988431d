import type { Messages } from '@/lib/i18n/messages';

/** Name of a text under `refusal` in the catalogue. */
export type RefusalCode = keyof Messages['refusal'];

/** In a schema: the text to show when the rule fails, e.g. `z.string().min(1, says('emailMissing'))`. */
export const says = (code: RefusalCode): RefusalCode => code;
