'use client';

import { Fault } from '@/components/layout/fault';

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <main className="mx-auto w-full max-w-272 px-4 py-12 sm:px-8">
      <Fault digest={error.digest} retry={retry} />
    </main>
  );
}
