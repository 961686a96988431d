import second from '../../support/second-utility.json';
import { tintCss } from '@/lib/tint';
import { parseUtility } from '@/lib/utility';

const FILE = 'brzozowo.json';

it("a second utility's name, contact and colours are taken from its file", () => {
  const found = parseUtility(second, FILE);
  expect(found.shortName).toBe('Wodociągi Brzozowo Małe');
  expect(found.contact.emergencyPhone).toBe('12 000 00 99');
  expect(tintCss(found.accent)).toBe(
    ':root{--accent:#8a2f4d;--accent-ink:#ffffff}' +
      '@media screen and (prefers-color-scheme:dark){:root{--accent:#f2a7be;--accent-ink:#34101d}}',
  );
});

it('a bad configuration is refused with the file and every bad field', () => {
  const bad = {
    ...second,
    nip: '8567346214',
    accent: { ...second.accent, light: 'red' },
    contact: { ...second.contact, email: 'biuro' },
  };
  expect(() => parseUtility(bad, FILE)).toThrow(/brzozowo\.json is not usable:\n(.|\n)*nip: not a valid NIP/);
  expect(() => parseUtility(bad, FILE)).toThrow(/accent\.light: not a colour/);
  expect(() => parseUtility(bad, FILE)).toThrow(/contact\.email/);
});

it('an accent that cannot be read is refused', () => {
  const pale = { ...second, accent: { ...second.accent, light: '#ffd6e2' } };
  expect(() => parseUtility(pale, FILE)).toThrow(/accent: light on the page: contrast 1\.\d\d/);
});
