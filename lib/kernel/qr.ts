import { encode } from 'uqr';

/** Quiet zone round the code: the standard asks for four modules of white (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code to be drawn as one line of width 1: `size` modules each way, the quiet zone included. */
export interface QrDrawing {
  readonly size: number;
  /** SVG path data; each run of dark modules is a stroke along its middle, so that it stays short */
  readonly path: string;
}

/**
 * Draws a text (UTF-8) as a QR code.
 * @param level how much damage it bears: L 7 %, M 15 %
 * @throws when the text is longer than a code can hold
 */
export function drawQr(text: string, level: 'L' | 'M'): QrDrawing {
  const { data } = encode(text, { ecc: level, boostEcc: false, border: 0 });
  const rows = data.map((row, y) => {
    const runs = [
      ...row
        .map(dark => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ];
    let at = 0;
    const drawn = runs.map(({ 0: run, index }, i) => {
      const gap = index - at;
      at = index + run.length;
      return i === 0 ? `M${index + QUIET} ${y + QUIET}.5h${run.length}` : `m${gap} 0h${run.length}`;
    });
    return drawn.join('');
  });
  return { size: data.length + 2 * QUIET, path: rows.join('') };
}
