import 'server-only';
import path from 'node:path';
import { Font } from '@react-pdf/renderer';

export const FAMILY = 'DejaVu Sans';

let registered = false;

/**
 * One full TrueType family, registered once: subsets with fallbacks embed hundreds of pieces and take fifteen
 * times as long, and the built-in Helvetica has no ł. The files are looked for from the working folder, which
 * is the project in development and the standalone output's own folder when built; next.config.ts has them
 * traced into it.
 */
export function registerFonts(): void {
  if (registered) return;
  const file = (name: string) => path.join(process.cwd(), 'node_modules/dejavu-fonts-ttf/ttf', name);
  Font.register({
    family: FAMILY,
    fonts: [{ src: file('DejaVuSans.ttf') }, { src: file('DejaVuSans-Bold.ttf'), fontWeight: 700 }],
  });
  // Numbers and Polish words are not broken by English rules.
  Font.registerHyphenationCallback(word => [word]);
  registered = true;
}
