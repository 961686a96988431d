import 'server-only';
import { cookies } from 'next/headers';
import { LOCALE_COOKIE } from '@/lib/i18n/request';
import type { Locale } from '@/lib/kernel/money';
import { DEVICE_SECONDS } from './commands';
import { cookieName, cookieOptions } from './session';

/** Hands the browser its session. The cookie goes with the browser; how long it holds, the database knows. */
export async function setSessionCookies(session: string, device: string): Promise<void> {
  const jar = await cookies();
  jar.set(cookieName('session'), session, cookieOptions());
  jar.set(cookieName('device'), device, cookieOptions(DEVICE_SECONDS));
}

/** Marks the browser as one that has signed in, e.g. under the account's new address. */
export async function setDeviceCookie(device: string): Promise<void> {
  (await cookies()).set(cookieName('device'), device, cookieOptions(DEVICE_SECONDS));
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 });
}

/** The mark of a device that has signed in before, if it has one. */
export const deviceCookie = async (): Promise<string | undefined> =>
  (await cookies()).get(cookieName('device'))?.value;

/** Remembers the language for a year. @param onlyIfUnset leaves a choice made before alone */
export async function setLocaleCookie(locale: Locale, onlyIfUnset = false): Promise<void> {
  const jar = await cookies();
  if (onlyIfUnset && jar.has(LOCALE_COOKIE)) return;
  jar.set(LOCALE_COOKIE, locale, cookieOptions(DEVICE_SECONDS));
}
