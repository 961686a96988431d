import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/** Far more water was used than in the same season of earlier years: what it comes to, and how to look for a leak. */
export const leakHint: Mail<{
  serial: string;
  from: string;
  to: string;
  /** m³ beyond the usual */
  extra: string;
  /** gross; null where no tariff is known */
  cost: string | null;
  /** absent for an address without an account, which has no settings */
  unsubscribeUrl?: string;
}> = {
  subject: t => t('leakHint.subject'),
  preview: (t, { extra }) => t('leakHint.preview', { extra }),
  body: (t, { serial, from, to, extra, cost, unsubscribeUrl }, context) => {
    const href = `${context.portalUrl}/help/leak`;
    return (
      <>
        <Title>{t('leakHint.title')}</Title>
        <Paragraph>
          {cost === null
            ? t('leakHint.text', { serial, from, to, extra })
            : t('leakHint.textCost', { serial, from, to, extra, cost })}
        </Paragraph>
        <Paragraph>{t('leakHint.perhaps')}</Paragraph>
        <Paragraph>{t('leakHint.test')}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('leakHint.action')}
        </Action>
        <Paragraph>{t('leakHint.ends')}</Paragraph>
        {unsubscribeUrl ? <SettingsNote context={context} t={t} unsubscribeUrl={unsubscribeUrl} /> : null}
      </>
    );
  },
  sample: {
    serial: '22-1234567',
    from: '31 października 2026',
    to: '22 listopada 2026',
    extra: '18 m³',
    cost: '233,28 zł',
    unsubscribeUrl: 'https://ebok.example.org/unsubscribe/wzor-odnosnika',
  },
};
