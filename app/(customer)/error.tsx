'use client';

import { Fault } from '@/components/layout/fault';

/** Inside the frame, so that the way round stays where it is. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <Fault digest={error.digest} retry={retry} />;
}
