import type { Progress } from './report';

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows how far an import is: on a terminal one line that is written over, elsewhere one line per file and
 * step, so that a log stays readable.
 */
export function progressPrinter(out: Terminal): { tell: (progress: Progress) => void; end: () => void } {
  let last = '';
  let lastAt = 0;
  const clear = () => {
    if (out.isTTY && last) out.write('\r\u001b[K');
  };
  return {
    tell(progress) {
      if (!out.isTTY) {
        const line = step(progress);
        if (line && line !== last) out.write(`· ${line}\n`);
        last = line;
        return;
      }
      const text = detail(progress);
      // Ten times a second is enough for the eye and costs nothing.
      if (progress.phase === 'reading' && Date.now() - lastAt < 100 && progress.done < progress.total) return;
      lastAt = Date.now();
      clear();
      out.write(text);
      last = text;
    },
    end: clear,
  };
}

function step(progress: Progress): string {
  switch (progress.phase) {
    case 'waiting':
      return 'another import is running; waiting for it to end';
    case 'reading':
      return `reading ${progress.file}`;
    case 'merging':
      return `merging ${progress.file} (${progress.rows.toLocaleString('en')} rows)`;
    case 'undoing':
      return `undoing ${progress.file} (${progress.rows.toLocaleString('en')} rows)`;
    case 'committing':
      return 'committing';
  }
}

function detail(progress: Progress): string {
  if (progress.phase !== 'reading') return `${step(progress)} …`;
  const { file, rows, done, total } = progress;
  // Documents are counted in pieces of the whole; a file is read in blocks and its end may come in one.
  const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 100;
  return `reading ${file}  ${rows.toLocaleString('en')} rows  ${percent} %`;
}
