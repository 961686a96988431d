import { messages } from '@/lib/i18n/messages';
import { previewKinds, previewOf } from '@/lib/notifications/preview/queries';

describe.each(['pl', 'en'] as const)('in %s', locale => {
  it.each(previewKinds())(
    '$kind has what it says: mail $email, SMS $sms of one segment',
    async ({ kind, email, sms }) => {
      const preview = await previewOf(kind, locale);
      expect(preview?.mail !== null).toBe(email);
      expect(preview?.sms !== null).toBe(sms);
      if (!preview?.sms) return;
      expect(preview.sms.segments).toBe(1);
      // Nothing is left unfilled.
      expect(preview.sms.text).not.toMatch(/[{}]|undefined/);
    },
  );
});

it.each(['pl', 'en'] as const)('the office has a name for every kind, %s', locale => {
  const names = Object.keys(messages[locale]['office-deliveries'].kinds);
  expect(previewKinds().filter(({ kind }) => !names.includes(kind))).toEqual([]);
});

it.each(['', 'nonsense', 'toString', '__proto__'])('%j is no kind', async kind => {
  expect(await previewOf(kind, 'pl')).toBeNull();
});
