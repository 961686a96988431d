import type { Metadata, Route } from 'next';
import type { ReactNode } from 'react';
import { KindChoice } from '@/app/_cases/kind-choice';
import { KindFields } from '@/app/_cases/kind-fields';
import { AppForm } from '@/app/_forms/app-form';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import Link, { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { answerLimit } from '@/lib/messages/limits';
import { answerDay } from '@/lib/messages/rules/deadlines';
import { isWrittenKind } from '@/lib/messages/rules/kinds';
import { writeAction } from '../actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { kind } = await searchParams;
  const t = await getTranslations('messages');
  return { title: isWrittenKind(kind) ? t(`kinds.${kind}.name`) : t('write.title') };
}

/** A message without signing in. */
export default async function WritePage({ searchParams }: Props) {
  const { kind } = await searchParams;
  const [t, locale] = [await getTranslations('messages'), await getLocale()];
  if (!isWrittenKind(kind))
    return (
      <div className="grid max-w-[44rem] grid-cols-1 gap-6">
        <PageTitle>{t('write.title')}</PageTitle>
        <p>{t('write.lead')}</p>
        <p className="text-soft">
          {t.rich('write.signIn', { link: text => <LinkInText href="/messages/new">{text}</LinkInText> })}
        </p>
        <KindChoice path="/contact/write" />
        <p>
          <TextLink href={'/contact/case' as Route}>{t('open.checkLink')}</TextLink>
        </p>
      </div>
    );
  const answerBy = answerDay(new Date(), answerLimit(kind));
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/contact/write' as Route, label: t('write.back') }}>
        {t(`kinds.${kind}.name`)}
      </PageTitle>
      <p>{answerBy ? t('new.answer', { day: formatDay(answerBy, locale) }) : t('new.noAnswer')}</p>
      <AppForm action={writeAction} name="write">
        <input type="hidden" name="attempt" value={newToken()} />
        <input type="hidden" name="kind" value={kind} />
        <TextField name="name" label={t('write.name')} autoComplete="name" />
        <TextField
          name="email"
          type="email"
          label={t('write.email')}
          hint={t('write.emailHint')}
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
        />
        <TextField
          name="customerNumber"
          label={t('write.customerNumber')}
          hint={t('write.customerNumberHint')}
          width="number"
          autoComplete="off"
        />
        <KindFields kind={kind} />
        <p className="text-small text-soft">
          {t.rich('write.privacy', { link: text => <LinkInText href="/privacy">{text}</LinkInText> })}
        </p>
        <SubmitButton wide>{t('new.submit')}</SubmitButton>
      </AppForm>
    </div>
  );
}

const LinkInText = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href as Route} className="text-accent underline">
    {children}
  </Link>
);
