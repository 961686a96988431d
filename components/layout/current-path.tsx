'use client';

import { usePathname, useSearchParams } from 'next/navigation';

/** The present address as a hidden field: where a form of the frame comes back to. */
export function CurrentPath({ name }: { name: string }) {
  const path = usePathname();
  const search = useSearchParams().toString();
  return <input type="hidden" name={name} value={search ? `${path}?${search}` : path} />;
}
