import { addressPrefix, clientAddress } from '@/lib/auth/address';
import { localPath, pathAfterSignIn } from '@/lib/auth/local-path';

it.each([
  ['/invoices?year=2026', '/invoices?year=2026'],
  ['/dashboard', '/dashboard'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/..//evil.example', '/'],
  ['invoices', '/'],
  ['', '/'],
  [undefined, '/'],
])('%s leads to %s', (text, path) => expect(localPath(text, '/')).toBe(path));

it.each(['/login?next=/login', '/register/code', '/password/change', '/api/cron/deliver'])(
  '%s is no place to go to after signing in',
  path => expect(pathAfterSignIn(path, '/')).toBe('/'),
);

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s is of the network %s', (ip, prefix) => expect(addressPrefix(ip)).toBe(prefix));

it('without a proxy the socket counts, whatever the client says', () => {
  expect(clientAddress('::ffff:192.0.2.1', '10.0.0.1', 0)).toBe('192.0.2.1');
});

it('behind one proxy its own entry counts, which is the last', () => {
  expect(clientAddress('127.0.0.1', '10.0.0.1, 192.0.2.9', 1)).toBe('192.0.2.9');
  expect(clientAddress('127.0.0.1', undefined, 1)).toBe('127.0.0.1');
  expect(clientAddress(undefined, 'nonsense', 1)).toBe('unknown');
});
