import type { Metadata } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { TermsPage } from '../terms/terms-text';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('terms'))('privacy.title') };
}

export default function PrivacyPage() {
  return <TermsPage document="privacy" />;
}
