import { Body, Button, Container, Head, Heading, Html, Link, Section, Text } from '@react-email/components';
import type { ReactNode } from 'react';
import type { MailContext, MailTexts } from './context';

const sans = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";
const ink = '#14242b';
const soft = '#4a5c64';
/** blocks, so that a finger finds them */
const footerLink = { color: soft, display: 'inline-block', padding: '4px 0', textDecoration: 'underline' };

// Mail programs that know dark mode take these; all others show the light colours of the style attributes.
const dark = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .paper, .paper > table > tbody > tr > td { background-color: #10171a !important; }
    .sheet { background-color: #172125 !important; border-color: #2b393e !important; }
    .ink { color: #e9f0f1 !important; }
    .soft, .soft a { color: #a9bac0 !important; }
    .code { background-color: #173036 !important; color: #e9f0f1 !important; }
  }
`;

/** The frame of every mail: one column, the sender's name above, who wrote and why below. No pictures. */
export function MailLayout({
  context,
  t,
  subject,
  preview,
  children,
}: {
  context: MailContext;
  t: MailTexts;
  subject: string;
  preview: string;
  children: ReactNode;
}) {
  const { utility, locale, portalUrl } = context;
  return (
    <Html lang={locale}>
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <PreviewLine>{preview}</PreviewLine>
      <Body className="paper" style={{ backgroundColor: '#fbfaf7', margin: 0, fontFamily: sans }}>
        <Container style={{ maxWidth: '36rem', padding: '24px 16px' }}>
          <Text className="ink" style={{ color: ink, fontSize: '18px', fontWeight: 700, margin: '0 0 16px' }}>
            {utility.shortName}
          </Text>
          <Section
            className="sheet"
            style={{
              backgroundColor: '#ffffff',
              border: '1px solid #d9dfdf',
              borderRadius: '12px',
              padding: '28px 24px',
            }}
          >
            {children}
          </Section>
          <Text
            className="soft"
            style={{ color: soft, fontSize: '15px', lineHeight: '28px', margin: '20px 0 0' }}
          >
            {t('footer.why')}
            <br />
            {utility.name}, {utility.address}
            <br />
            {t('footer.contact', { phone: utility.phone })}{' '}
            <Link href={`mailto:${utility.email}`} style={footerLink}>
              {utility.email}
            </Link>
            <br />
            <Link href={portalUrl} style={footerLink}>
              {portalUrl}
            </Link>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/**
 * What mail programs show beside the subject, and blanks, so that they show nothing of the text behind it. Not
 * react-email's own, whose blanks depend on the line's length: a template's line is filled in later.
 */
function PreviewLine({ children }: { children: ReactNode }) {
  return (
    <div
      data-skip-in-text
      style={{
        display: 'none',
        lineHeight: '1px',
        maxHeight: 0,
        maxWidth: 0,
        opacity: 0,
        overflow: 'hidden',
      }}
    >
      {children}
      <div>{'\u00a0\u200c\u200b\u200d\u200e\u200f\ufeff'.repeat(60)}</div>
    </div>
  );
}

/** The mail's one heading. */
export function Title({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h1"
      className="ink"
      style={{ color: ink, fontSize: '24px', lineHeight: '30px', margin: '0 0 12px' }}
    >
      {children}
    </Heading>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ color: ink, fontSize: '17px', lineHeight: '26px', margin: '0 0 14px' }}>
      {children}
    </Text>
  );
}

/** What a person has to copy: large, apart, easy to mark. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <Text
      className="code"
      style={{
        backgroundColor: '#e7f1f1',
        borderRadius: '8px',
        color: ink,
        fontSize: '34px',
        fontWeight: 700,
        letterSpacing: '6px',
        lineHeight: '44px',
        margin: '0 0 18px',
        padding: '14px 18px',
        textAlign: 'center',
      }}
    >
      {children}
    </Text>
  );
}

/** The address of the button, for whom it does not work. */
export function CopyLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Text className="soft" style={{ color: soft, fontSize: '15px', lineHeight: '24px', margin: '0 0 16px' }}>
      {children}
      <br />
      <span style={{ wordBreak: 'break-all' }}>{href}</span>
    </Text>
  );
}

/** The one thing to do next. With `t` its address stands below, to be copied. */
export function Action({
  href,
  context,
  t,
  children,
}: {
  href: string;
  context: MailContext;
  t?: MailTexts;
  children: ReactNode;
}) {
  const { accent, accentInk } = context.utility;
  return (
    <>
      <Button
        href={href}
        style={{
          backgroundColor: accent,
          borderRadius: '8px',
          color: accentInk,
          display: 'inline-block',
          fontSize: '17px',
          fontWeight: 600,
          margin: '4px 0 16px',
          padding: '13px 24px',
          textDecoration: 'none',
        }}
      >
        {children}
      </Button>
      {t ? <CopyLink href={href}>{t('copyLink')}</CopyLink> : null}
    </>
  );
}
