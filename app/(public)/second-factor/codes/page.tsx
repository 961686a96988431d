import type { Metadata, Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { Button, buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { PrintButton } from '@/components/ui/print-button';
import { Sheet } from '@/components/ui/sheet';
import { requireObliged } from '@/lib/auth/guards';
import { keptRecoveryCodes } from '@/lib/auth/second-factor/cookies';
import { formatRecoveryCode } from '@/lib/auth/second-factor/rules';
import { forgetRecoveryCodesAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secondFactor.codes'))('title') };
}

type Props = { searchParams: Promise<{ next?: string | string[]; done?: string | string[] }> };

/** Recovery codes just made, in the browser that made them; afterwards nobody can see them again. */
export default async function RecoveryCodesPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = [query.next].flat()[0];
  const session = await requireObliged('secondFactor', next);
  const kept = await keptRecoveryCodes(session.accountId);
  if (!kept) redirect((session.staffRole ? '/second-factor' : '/account/second-factor') as Route);

  const t = await getTranslations('secondFactor.codes');
  const codes = kept.map(formatRecoveryCode);
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {query.done === 'on' ? (
        <Notice tone="good" role="status">
          <p>{t('onDone')}</p>
        </Notice>
      ) : null}
      <p>
        {t('text')} {t('keep')}
      </p>
      <Sheet title={t('list')} id="codes">
        <ol className="grid grid-cols-1 gap-x-8 gap-y-1 text-lead sm:grid-cols-2">
          {codes.map(code => (
            <li key={code}>
              <code className="font-semibold tracking-wide">{code}</code>
            </li>
          ))}
        </ol>
        <div className="no-print flex flex-wrap gap-3">
          <a href={'/second-factor/codes/text'} download className={buttonClass('quiet')}>
            <Icon name="download" className="size-5 shrink-0" />
            {t('download')}
          </a>
          <CopyButton text={codes.join('\n')} label={t('copy')} name={t('copyName')} done={t('copied')} />
          <PrintButton label={t('print')} />
        </div>
      </Sheet>
      <form action={forgetRecoveryCodesAction} className="no-print">
        <input type="hidden" name="next" value={next ?? ''} />
        <Button wide>{t('done')}</Button>
      </form>
    </div>
  );
}
