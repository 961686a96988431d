import { Link, Text } from '@react-email/components';
import type { MailContext, MailTexts } from './context';

const soft = '#4a5c64';
const link = { color: soft, display: 'inline-block', padding: '4px 0', textDecoration: 'underline' };

/** Below each notification: where the settings are, and for optional kinds the link that ends them. */
export function SettingsNote({
  context,
  t,
  unsubscribeUrl,
}: {
  context: MailContext;
  t: MailTexts;
  unsubscribeUrl?: string;
}) {
  const settings = `${context.portalUrl}/notifications`;
  return (
    <Text className="soft" style={{ color: soft, fontSize: '15px', lineHeight: '24px', margin: '8px 0 0' }}>
      {t('settings.text')}
      <br />
      <Link href={settings} style={link}>
        {settings}
      </Link>
      {unsubscribeUrl === undefined ? null : (
        <>
          <br />
          <Link href={unsubscribeUrl} style={link}>
            {t('settings.unsubscribe')}
          </Link>
        </>
      )}
    </Text>
  );
}
