/** Colours as `#rrggbb`, and what can be read upon what (WCAG 2.2, 1.4.3 and 1.4.11). Pure. */

type Channels = readonly [number, number, number];

function channels(colour: string): Channels {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!match) throw new RangeError(`not a colour like #075e6b: ${colour}`);
  return [match[1], match[2], match[3]].map(hex => Number.parseInt(hex!, 16)) as unknown as Channels;
}

const linear = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast of two colours, from 1 (the same) to 21 (black on white); the order does not matter. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What CSS makes of `color-mix(in srgb, one share%, other)`. @param share per cent of the first colour */
export function mix(one: string, share: number, other: string): string {
  const [first, second] = [channels(one), channels(other)];
  const hex = first.map((value, index) => {
    const mixed = Math.round((value * share + second[index]! * (100 - share)) / 100);
    return mixed.toString(16).padStart(2, '0');
  });
  return `#${hex.join('')}`;
}
