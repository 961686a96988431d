'use client';

import { useEffect, useState } from 'react';
import { ProgressBar } from '@/components/ui/progress-bar';

interface Line {
  readonly text: string;
  readonly percent: number | null;
}

/** How far the run is, asked of the server every second; when it is over the page comes anew. */
export function LiveProgress({
  address,
  state,
  initial,
  label,
}: {
  address: string;
  state: string;
  initial: Line;
  label: string;
}) {
  const [line, setLine] = useState(initial);
  useEffect(() => {
    let stopped = false;
    const ask = async () => {
      try {
        const answer = await fetch(address);
        if (answer.ok) {
          const now = (await answer.json()) as Line & { state: string; silent: boolean };
          if (now.state !== state || now.silent) return location.reload();
          setLine({ text: now.text, percent: now.percent });
        }
      } catch {
        // The connection is gone for a moment: asked again.
      }
      if (!stopped) setTimeout(() => void ask(), 1_000);
    };
    const first = setTimeout(() => void ask(), 1_000);
    return () => {
      stopped = true;
      clearTimeout(first);
    };
  }, [address, state]);
  return (
    <div className="grid gap-3">
      <ProgressBar label={label} percent={line.percent} />
      {/* No live region: what changes every second would talk over everything; the bar says the same when asked. */}
      <p>
        {line.text}
        {line.percent === null ? '' : ` ${line.percent} %`}
      </p>
    </div>
  );
}
