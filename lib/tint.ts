import { contrast, mix } from './kernel/colour';

/** The accent that a utility asks for: in light and in dark mode, each with the ink of text upon it. */
export interface Accent {
  light: string;
  dark: string;
  inkLight: string;
  inkDark: string;
}

/** What the accent stands on and is mixed with; app/globals.css says the same (tests/unit/look/contrast). */
export const GROUNDS = {
  light: { paper: '#fbfaf7', sheet: '#ffffff', washOn: '#ffffff', wash: 9, strongOn: '#000000', strong: 82 },
  dark: { paper: '#10171a', sheet: '#172125', washOn: '#10171a', wash: 14, strongOn: '#ffffff', strong: 82 },
} as const;

const READABLE = 4.5;

/**
 * The pairs that could not be read with this accent (WCAG 1.4.3), in words for whoever configures it.
 * @returns nothing when all can be read
 */
export function unreadable(accent: Accent): string[] {
  const judge = (mode: 'light' | 'dark', colour: string, ink: string) => {
    const ground = GROUNDS[mode];
    const pairs: [string, string, string][] = [
      [`${mode} on the page`, colour, ground.paper],
      [`${mode} on a sheet`, colour, ground.sheet],
      [`${mode} on its own wash`, colour, mix(colour, ground.wash, ground.washOn)],
      [`its ink on ${mode}`, ink, colour],
      [`its ink on ${mode} under the pointer`, ink, mix(colour, ground.strong, ground.strongOn)],
    ];
    return pairs
      .filter(([, one, other]) => contrast(one, other) < READABLE)
      .map(
        ([name, one, other]) => `${name}: contrast ${contrast(one, other).toFixed(2)}, must be ${READABLE}`,
      );
  };
  return [...judge('light', accent.light, accent.inkLight), ...judge('dark', accent.dark, accent.inkDark)];
}

/** The style sheet that puts the accent over the tokens' default. */
export function tintCss({ light, dark, inkLight, inkDark }: Accent): string {
  const set = (accent: string, ink: string) => `:root{--accent:${accent};--accent-ink:${ink}}`;
  return `${set(light, inkLight)}@media screen and (prefers-color-scheme:dark){${set(dark, inkDark)}}`;
}
