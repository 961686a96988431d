import { mails, type MailKind } from '@/emails/index';
import { renderMail } from '@/lib/delivery/render';

const kinds = Object.keys(mails) as MailKind[];

describe.each(['pl', 'en'] as const)('in %s', locale => {
  it.each(kinds)('%s has a subject, HTML and text that say the same', async kind => {
    const { subject, html, text } = await renderMail(kind, mails[kind].sample as never, locale);
    expect(subject).not.toBe('');
    expect(html).toContain(`lang="${locale}"`);
    expect(html).not.toMatch(/<img|<script/);
    expect(text).not.toMatch(/<\w+/);
    for (const [name, value] of Object.entries(mails[kind].sample)) {
      if (name === 'variant' || typeof value === 'boolean') continue;
      expect(html).toContain(String(value));
      expect(text).toContain(String(value));
    }
  });
});

it('the code stands in a line of its own in the plain text', async () => {
  const { text } = await renderMail('registration_code', { code: '012345', minutes: 10 }, 'pl');
  expect(text.split('\n')).toContain('012345');
});
