import 'server-only';
import type { MailKind, MailProps } from '@/emails/index';
import { env } from '@/lib/env';
import type { Locale } from '@/lib/kernel/money';
import { utility } from '@/lib/utility';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A mail's subject, HTML and plain text, in the recipient's language. */
export async function renderMail<Kind extends MailKind>(
  kind: Kind,
  props: MailProps<Kind>,
  locale: Locale,
): Promise<RenderedMail> {
  // Two megabytes of code: loaded with the first mail and not with every page that might send one.
  const [{ render, toPlainText }, { mailElement, mails }] = await Promise.all([
    import('@react-email/components'),
    import('@/emails/index'),
  ]);
  const { name, shortName, contact, address, accent } = utility();
  const { subject, element } = mailElement<MailProps<Kind>>(mails[kind], props, {
    locale,
    portalUrl: env().APP_URL,
    utility: {
      name,
      shortName,
      email: contact.email,
      phone: contact.phone,
      address: `${address.street}, ${address.postalCode} ${address.city}`,
      accent: accent.light,
      accentInk: accent.inkLight,
    },
  });
  const html = await render(element);
  return { subject, html, text: toPlainText(html) };
}
