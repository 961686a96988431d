import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { utility } from '@/lib/utility';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('layout');
  const suffix = t('titleSuffix', { utility: utility().shortName });
  return { title: { default: suffix, template: `%s – ${suffix}` }, robots: { index: false } };
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

/** The accent that the utility's configuration asks for, over the token's default. */
function tint(): string {
  const { light, dark, inkLight, inkDark } = utility().accent;
  const set = (accent: string, ink: string) => `:root{--accent:${accent};--accent-ink:${ink}}`;
  return `${set(light, inkLight)}@media screen and (prefers-color-scheme:dark){${set(dark, inkDark)}}`;
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang={await getLocale()}>
      <head>
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: tint() }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
