import type { Route } from 'next';
import { DefinitionList } from '@/components/ui/definition-list';
import { Disclosure } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import Link, { TextLink } from '@/components/ui/link';
import { Sheet } from '@/components/ui/sheet';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { CaseDetail, CaseEntry } from '@/lib/messages/queries';
import { kindRule } from '@/lib/messages/rules/kinds';
import { isOver } from '@/lib/messages/rules/states';
import { CaseStateBadge } from './state-badge';

const size = (bytes: number, locale: string): string =>
  bytes >= 1_000_000
    ? `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`
    : `${Math.max(1, Math.round(bytes / 1_000))} kB`;

/** What holds of a case now; the number and the answer's day stand first. */
export async function AboutCase({ found, signedIn }: { found: CaseDetail; signedIn: boolean }) {
  const [t, locale] = [await getTranslations('messages'), await getLocale()];
  const { ref, kind, state, answerBy, invoice, fields, late } = found;
  const receivedAt = new Date(found.receivedAt);
  return (
    <Sheet title={t('case.about')} id="about">
      <DefinitionList
        rows={[
          [t('case.ref'), <strong key="ref">{ref}</strong>],
          [t('case.state'), <CaseStateBadge key="state" state={state} />],
          [
            t('case.answerBy'),
            isOver(state) ? null : answerBy ? formatDay(answerBy, locale) : t('case.answerNone'),
          ],
          [t('case.kind'), t(`kinds.${kind}.name`)],
          [t('case.sent'), `${formatDay(dayOf(receivedAt), locale)}, ${formatTime(receivedAt)}`],
          ...kindRule(kind).fields.map(({ name }) => {
            const value = fields[name];
            const linked = name === 'invoiceNumber' && signedIn && invoice;
            return [
              t(`fields.${name}`),
              linked ? (
                <Link key={name} href={`/invoices/${invoice.ref}` as Route} className="text-accent underline">
                  {invoice.number}
                </Link>
              ) : (
                value
              ),
            ] as const;
          }),
        ]}
      />
      {late ? <p className="text-soft">{t('case.late')}</p> : null}
    </Sheet>
  );
}

/**
 * Everything that was written, oldest first, and the states that the case has had.
 * @param filesAt the folder of its files' addresses; left out, their names alone
 */
export async function CaseThread({ found, filesAt }: { found: CaseDetail; filesAt?: string }) {
  const [t, locale] = [await getTranslations('messages.case'), await getLocale()];
  const states = await getTranslations('messages.state');
  const when = (at: string) => `${formatDay(dayOf(new Date(at)), locale)}, ${formatTime(new Date(at))}`;
  return (
    <Sheet title={t('thread')} id="thread">
      <ol className="grid grid-cols-1 gap-4">
        {found.entries.map((entry, index) => (
          <li
            key={index}
            className={`surface grid grid-cols-1 gap-2 rounded-lg p-4 sm:px-6 ${entry.author === 'staff' ? 'bg-wash' : 'border border-line'}`}
          >
            <p className="flex flex-wrap justify-between gap-x-4 text-small text-soft">
              <strong>{t(entry.author)}</strong>
              <span>{when(entry.at)}</span>
            </p>
            <p className="whitespace-pre-wrap break-words">{entry.text}</p>
            <Files files={entry.files} at={filesAt} locale={locale} label={t('filesOf')} />
          </li>
        ))}
      </ol>
      <Disclosure title={t('history')}>
        <ol className="grid grid-cols-1 gap-1">
          {found.states.map(({ state, at }, index) => (
            <li key={index} className="flex flex-wrap justify-between gap-x-4">
              <span>{states(state)}</span>
              <span className="text-soft">{when(at)}</span>
            </li>
          ))}
        </ol>
      </Disclosure>
    </Sheet>
  );
}

function Files({
  files,
  at,
  locale,
  label,
}: {
  files: CaseEntry['files'];
  at: string | undefined;
  locale: string;
  label: string;
}) {
  if (files.length === 0) return null;
  return (
    <ul aria-label={label} className="grid grid-cols-1">
      {files.map(({ ref, filename, size: bytes }) => (
        <li key={ref} className="wrap-anywhere">
          {at ? (
            <TextLink href={`${at}/${ref}`} className="gap-2">
              <Icon name="download" className="size-5 shrink-0" />
              {filename} ({size(bytes, locale)})
            </TextLink>
          ) : (
            filename
          )}
        </li>
      ))}
    </ul>
  );
}
