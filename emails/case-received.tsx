import { Action, Code, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** A message or complaint has come in: its number, what happens next and by when. */
export const caseReceived: Mail<{
  caseRef: string;
  about: string;
  /** the last day for the answer; null: none is promised */
  day: string | null;
  /** opens it without an account; null: in the account */
  code: string | null;
}> = {
  subject: (t, { caseRef }) => t('caseReceived.subject', { caseRef }),
  preview: (t, { day }) => (day ? t('caseReceived.preview', { day }) : t('caseReceived.previewNone')),
  body: (t, { caseRef, about, day, code }, context) => {
    const href = `${context.portalUrl}${code ? '/contact/case' : `/messages/${caseRef}`}`;
    return (
      <>
        <Title>{t('caseReceived.title')}</Title>
        <Paragraph>{t('caseReceived.text', { about, caseRef })}</Paragraph>
        <Paragraph>{day ? t('caseReceived.answer', { day }) : t('caseReceived.noAnswer')}</Paragraph>
        {code ? (
          <>
            <Paragraph>{t('caseReceived.code')}</Paragraph>
            <Code>{code}</Code>
          </>
        ) : null}
        <Action href={href} context={context} t={t}>
          {t('caseReceived.action')}
        </Action>
      </>
    );
  },
  sample: { caseRef: '7K3M9Q2X4T', about: 'Reklamacja faktury', day: '7 grudnia 2026', code: '4T7K3M9Q2X5A' },
};
