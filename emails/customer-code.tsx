import { Code, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The code that takes one more customer into an account. */
export const customerCode: Mail<{ code: string; minutes: number }> = {
  subject: t => t('customerCode.subject'),
  preview: (t, { minutes }) => t('customerCode.preview', { minutes }),
  body: (t, { code, minutes }, { utility }) => (
    <>
      <Title>{t('customerCode.title')}</Title>
      <Paragraph>{t('customerCode.text', { utility: utility.shortName, minutes })}</Paragraph>
      <Code>{code}</Code>
      <Paragraph>{t('customerCode.secret')}</Paragraph>
      <Paragraph>{t('customerCode.notYou', { phone: utility.phone })}</Paragraph>
    </>
  ),
  sample: { code: '482913', minutes: 10 },
};
