import { isIPv4, isIPv6 } from 'node:net';

/** Header in which instrumentation.ts hands the address on; what a client writes there is overwritten. */
export const ADDRESS_HEADER = 'x-client-address';

/** IPv4 written as IPv6 (`::ffff:192.0.2.1`), as a dual-stack socket reports it, in its plain form. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/**
 * Who is asking: the socket's other end or, behind one trusted proxy, the last entry of `X-Forwarded-For`,
 * which is the one that the proxy wrote. Earlier entries are the client's own words.
 * @param trustedProxies hops of ours in front of the server, 0 or 1
 */
export function clientAddress(
  socket: string | undefined,
  forwarded: string | undefined,
  trustedProxies: number,
) {
  const last = trustedProxies > 0 ? forwarded?.split(',').at(-1) : undefined;
  const address = plain(last || socket || '');
  return isIPv4(address) || isIPv6(address) ? address : 'unknown';
}

/** All eight groups of an IPv6 address. */
function groups(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const first = head ? head.split(':') : [];
  const last = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(Math.max(0, missing)).fill('0'), ...last];
}

/** The network that limits count by: /24 of IPv4, /64 of IPv6, which is what one household is given. */
export function addressPrefix(address: string): string {
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(address)) return 'unknown';
  const network = groups(address).slice(0, 4);
  return `${network.map(group => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
