/** A piece of a document of terms. */
export interface TermsBlock {
  readonly kind: 'heading' | 'items' | 'bullets' | 'text';
  readonly lines: readonly string[];
}

const MARK = /^(## |\d+\. |- )/;

/** Plain text in blocks: `## ` headings, `1. ` numbered items, `- ` bullets, paragraphs. */
export function blocksOf(text: string): TermsBlock[] {
  const blocks: { kind: TermsBlock['kind']; lines: string[] }[] = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const mark = MARK.exec(line)?.[1];
    const kind =
      mark === '## ' ? 'heading' : mark === '- ' ? 'bullets' : mark === undefined ? 'text' : 'items';
    const last = blocks.at(-1);
    const content = line.replace(MARK, '');
    if ((kind === 'items' || kind === 'bullets') && last?.kind === kind) last.lines.push(content);
    else blocks.push({ kind, lines: [content] });
  }
  return blocks;
}
