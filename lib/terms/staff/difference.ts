/** One line of two texts compared: in both, only in the old one, only in the new one. */
export interface DifferenceLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Lines of which neither text can be compared with the other in reasonable time: a document of terms has some hundred. */
const MOST_LINES = 2_000;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

/**
 * What changes from one text to another, line by line, with the fewest lines changed (longest common subsequence);
 * empty lines count for nothing.
 */
export function differenceOf(before: string, after: string): DifferenceLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  if (old.length > MOST_LINES || fresh.length > MOST_LINES)
    return [
      ...old.map(text => ({ kind: 'gone' as const, text })),
      ...fresh.map(text => ({ kind: 'new' as const, text })),
    ];
  const width = fresh.length + 1;
  // longest[i, j]: lines that what stands from old[i] and fresh[j] on has in common
  const longest = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === fresh[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      lines.push({ kind: 'same', text: old[i]! });
      i++;
      j++;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
      lines.push({ kind: 'gone', text: old[i++]! });
    else lines.push({ kind: 'new', text: fresh[j++]! });
  }
  while (i < old.length) lines.push({ kind: 'gone', text: old[i++]! });
  while (j < fresh.length) lines.push({ kind: 'new', text: fresh[j++]! });
  return lines;
}
