import { Code, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The code that finishes a registration. */
export const registrationCode: Mail<{ code: string; minutes: number }> = {
  subject: t => t('registrationCode.subject'),
  preview: (t, { minutes }) => t('registrationCode.preview', { minutes }),
  body: (t, { code, minutes }, { utility }) => (
    <>
      <Title>{t('registrationCode.title')}</Title>
      <Paragraph>{t('registrationCode.text', { utility: utility.shortName, minutes })}</Paragraph>
      <Code>{code}</Code>
      <Paragraph>{t('registrationCode.secret')}</Paragraph>
      <Paragraph>{t('registrationCode.notYou')}</Paragraph>
    </>
  ),
  sample: { code: '482913', minutes: 10 },
};
