import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { tintCss } from '@/lib/tint';
import { utility } from '@/lib/utility';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('layout');
  const suffix = t('titleSuffix', { utility: utility().shortName });
  return { title: { default: suffix, template: `%s – ${suffix}` }, robots: { index: false } };
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang={await getLocale()}>
      <head>
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: tintCss(utility().accent) }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
