import { Code, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The code that proves a new address of an account. */
export const emailCode: Mail<{ code: string; minutes: number }> = {
  subject: t => t('emailCode.subject'),
  preview: (t, { minutes }) => t('emailCode.preview', { minutes }),
  body: (t, { code, minutes }, { utility }) => (
    <>
      <Title>{t('emailCode.title')}</Title>
      <Paragraph>{t('emailCode.text', { utility: utility.shortName, minutes })}</Paragraph>
      <Code>{code}</Code>
      <Paragraph>{t('emailCode.secret')}</Paragraph>
      <Paragraph>{t('emailCode.notYou')}</Paragraph>
    </>
  ),
  sample: { code: '482913', minutes: 10 },
};
