import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { env } from '@/lib/env';

/**
 * A dynamic page with nothing on it, under the same root layout and proxy as every other: what the dashboard's
 * requests a second are held against (scripts/bench/dashboard.ts). It exists in tests alone.
 */
export default async function EmptyPage() {
  await connection();
  if (env().APP_ENV !== 'test') notFound();
  return null;
}
