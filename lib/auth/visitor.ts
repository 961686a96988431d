import 'server-only';
import { headers } from 'next/headers';
import { readerLocale } from '@/lib/i18n/request';
import type { Locale } from '@/lib/kernel/money';
import { ADDRESS_HEADER, addressPrefix } from './address';

/** Whoever sends a request, signed in or not. */
export interface Visitor {
  /** the address, for proof (acceptance of terms) and the audit log */
  readonly ip: string;
  /** its network (/24, /64), which limits count by */
  readonly prefix: string;
  readonly locale: Locale;
  readonly userAgent: string | null;
}

/** The sender of the current request. */
export async function visitor(): Promise<Visitor> {
  const sent = await headers();
  const ip = sent.get(ADDRESS_HEADER) ?? 'unknown';
  return {
    ip,
    prefix: addressPrefix(ip),
    locale: await readerLocale(),
    userAgent: sent.get('user-agent')?.slice(0, 300) ?? null,
  };
}
