import { addressPrefix } from '@/lib/auth/address';
import type { Visitor } from '@/lib/auth/visitor';

/** Somebody at an address of the block that is reserved for examples. */
export const visitorFrom = (ip = '192.0.2.10', locale: Visitor['locale'] = 'pl'): Visitor => ({
  ip,
  prefix: addressPrefix(ip),
  locale,
  userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/150.0',
});

export const NOW = new Date('2026-11-22T10:00:00Z');
export const later = (minutes: number, from = NOW): Date => new Date(from.getTime() + minutes * 60_000);
