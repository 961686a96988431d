/**
 * SMS text in the GSM 03.38 alphabet. One letter outside of it turns the whole message into UCS-2, where a segment
 * has 70 characters instead of 160: «ł» alone would triple the price.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Sent as an escape and a letter: each counts as two. */
const EXTENDED = '\f^{}\\[~]|€';

const basic = new Set(BASIC);
const extended = new Set(EXTENDED);

/** What has no mark to take off. NFD leaves ł and đ whole; typographic signs have plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  '„': '"',
  '”': '"',
  '“': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
  '³': '3',
  '²': '2',
  '×': 'x',
  '·': '.',
  '°': ' st. ',
};

/** Spaces of every width; what is invisible is left out. */
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * The text with letters of the GSM alphabet alone: «Zażółć gęślą jaźń» becomes «Zazolc gesla jazn». Letters that
 * the alphabet has (ä, é, ñ) stay; what cannot be written becomes «?».
 */
export function toGsm7(text: string): string {
  const plain = text.normalize('NFC').replace(INVISIBLE, '').replace(SPACE, ' ');
  let written = '';
  for (const letter of plain)
    written += basic.has(letter) || extended.has(letter) ? letter : replaced(letter);
  return written;
}

function replaced(letter: string): string {
  const known = PLAIN[letter];
  if (known !== undefined) return known;
  const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  const fits = bare !== '' && [...bare].every(one => basic.has(one) || extended.has(one));
  return fits ? bare : '?';
}

/** Length in septets; null when a letter is not of the GSM alphabet. */
export function gsm7Length(text: string): number | null {
  let length = 0;
  for (const letter of text) {
    if (basic.has(letter)) length += 1;
    else if (extended.has(letter)) length += 2;
    else return null;
  }
  return length;
}

const SINGLE = { gsm7: 160, ucs2: 70 } as const;
const JOINED = { gsm7: 153, ucs2: 67 } as const;

/** How many SMS a text costs. An empty text costs one, because it is sent. */
export function smsSegments(text: string): number {
  const septets = gsm7Length(text);
  // In UCS-2 a letter outside the basic plane counts as two: that is what `length` counts.
  const [length, single, joined] =
    septets === null ? [text.length, SINGLE.ucs2, JOINED.ucs2] : [septets, SINGLE.gsm7, JOINED.gsm7];
  if (length <= single) return 1;
  return septets === null ? Math.ceil(length / joined) : joinedSegments(text);
}

/** An escape and its letter are never parted, so a segment may stay one septet short. */
function joinedSegments(text: string): number {
  let segments = 1;
  let used = 0;
  for (const letter of text) {
    const cost = extended.has(letter) ? 2 : 1;
    if (used + cost > JOINED.gsm7) {
      segments += 1;
      used = 0;
    }
    used += cost;
  }
  return segments;
}
