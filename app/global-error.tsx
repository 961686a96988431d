'use client';

import { Fault } from '@/components/layout/fault';
import './globals.css';

/** The last resort, when the root layout itself is what broke. */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="pl">
      <body>
        <title>IBOK</title>
        <main className="mx-auto w-full max-w-272 px-4 py-12 sm:px-8">
          <Fault digest={error.digest} retry={retry} />
        </main>
      </body>
    </html>
  );
}
