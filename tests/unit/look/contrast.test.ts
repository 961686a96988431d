/** Measures the tokens of app/globals.css as they stand there: what is written upon what, in light and dark. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import second from '../../support/second-utility.json';
import bundled from '@/config/miedzyrzecz.json';
import { contrast, mix } from '@/lib/kernel/colour';
import { GROUNDS, unreadable, type Accent } from '@/lib/tint';

const css = readFileSync(path.join(process.cwd(), 'app/globals.css'), 'utf8');

/** The custom properties of the n-th `:root` of the file. */
function tokens(nth: number): Record<string, string> {
  const block = [...css.matchAll(/:root\s*\{([^}]*)\}/g)][nth]?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]),
  );
}

/** The tokens of a mode with an accent, colour mixtures worked out. */
function palette(mode: 'light' | 'dark', accent: Accent): (token: string) => string {
  const raw = { ...tokens(0), ...(mode === 'dark' ? tokens(1) : {}) };
  raw.accent = accent[mode];
  raw['accent-ink'] = mode === 'dark' ? accent.inkDark : accent.inkLight;
  return token => {
    const value = raw[token];
    if (!value) throw new Error(`no token --${token}`);
    const mixed = /^color-mix\(in srgb, var\(--accent\) (\d+)%, (#\w{6})\)$/.exec(value);
    return mixed ? mix(raw.accent!, Number(mixed[1]), mixed[2]!) : value;
  };
}

const TEXT: [string, string[]][] = [
  ['ink', ['paper', 'sheet', 'wash', 'good-wash', 'warn-wash', 'bad-wash']],
  ['ink-soft', ['paper', 'sheet', 'wash']],
  ['accent', ['paper', 'sheet', 'wash', 'warn-wash', 'good-wash', 'bad-wash']],
  ['accent-ink', ['accent', 'accent-strong']],
  ['good', ['paper', 'sheet', 'good-wash']],
  ['warn', ['paper', 'sheet', 'wash', 'warn-wash']],
  ['bad', ['paper', 'sheet', 'wash', 'bad-wash']],
];
/** Borders of fields and the focus ring, which alone say where something is. */
const EDGES: [string, string[]][] = [
  ['edge', ['paper', 'sheet', 'wash']],
  ['bad', ['sheet', 'bad-wash']],
  ['accent', ['paper', 'sheet', 'wash', 'warn-wash', 'bad-wash']],
];

const accents: [string, Accent][] = [
  ['the bundled accent', bundled.accent],
  ['the accent of a second utility', second.accent],
];

describe.each(accents)('%s', (_, accent) => {
  describe.each(['light', 'dark'] as const)('%s', mode => {
    const colour = palette(mode, accent);
    const pairs = (table: [string, string[]][]) =>
      table.flatMap(([front, grounds]) => grounds.map(ground => [front, ground] as const));

    it.each(pairs(TEXT))('text in --%s on --%s: 4.5:1 or more', (front, ground) => {
      expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(pairs(EDGES))('edge in --%s on --%s: 3:1 or more', (front, ground) => {
      expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(3);
    });

    it('the check of a configured accent knows the same grounds as the style sheet', () => {
      const ground = GROUNDS[mode];
      expect([ground.paper, ground.sheet]).toEqual([colour('paper'), colour('sheet')]);
      expect(mix(accent[mode], ground.wash, ground.washOn)).toBe(colour('wash'));
      expect(mix(accent[mode], ground.strong, ground.strongOn)).toBe(colour('accent-strong'));
    });
  });

  it('passes the check of the configuration', () => expect(unreadable(accent)).toEqual([]));
});

it('contrast: black on white is 21, #767676 on white 4.54', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
});

it('a pale accent is refused, with the pairs that could not be read', () => {
  const found = unreadable({ ...bundled.accent, light: '#7fc8d1' });
  expect(found).toContainEqual(expect.stringMatching(/^light on the page: contrast 1\.\d\d, must be 4\.5$/));
});
