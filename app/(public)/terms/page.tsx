import type { Metadata } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { TermsPage } from './terms-text';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('terms'))('portal.title') };
}

export default function PortalTermsPage() {
  return <TermsPage document="portal" />;
}
