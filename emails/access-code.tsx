import { Code, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The code that proves the new address of somebody who lost their mailbox. */
export const accessCode: Mail<{ code: string; minutes: number }> = {
  subject: t => t('accessCode.subject'),
  preview: (t, { minutes }) => t('accessCode.preview', { minutes }),
  body: (t, { code, minutes }, { utility }) => (
    <>
      <Title>{t('accessCode.title')}</Title>
      <Paragraph>{t('accessCode.text', { utility: utility.shortName, minutes })}</Paragraph>
      <Code>{code}</Code>
      <Paragraph>{t('accessCode.secret')}</Paragraph>
      <Paragraph>{t('accessCode.notYou')}</Paragraph>
    </>
  ),
  sample: { code: '482913', minutes: 10 },
};
