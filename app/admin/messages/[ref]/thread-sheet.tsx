import { Disclosure } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import { Sheet } from '@/components/ui/sheet';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { StaffCase, StaffEntry } from '@/lib/messages/staff/queries';

const LOOKS = {
  customer: 'border border-line',
  party: 'border border-line',
  staff: 'bg-wash',
  note: 'border border-dashed border-edge bg-warn-wash',
} as const;

/** Everything that was written, notes among staff between the rest, and the states that the case has had. */
export async function ThreadSheet({ found }: { found: StaffCase }) {
  const [t, locale] = [await getTranslations('office-messages'), await getLocale()];
  const when = (at: string) => `${formatDay(dayOf(new Date(at)), locale)}, ${formatTime(new Date(at))}`;
  const author = ({ author: who, email, internal }: StaffEntry) => {
    if (who === 'customer') return found.name ?? t('case.customer');
    if (who === 'party') return t(internal ? 'case.partyNote' : 'case.party');
    if (internal) return email ? t('case.noteBy', { email }) : t('case.note');
    return email ? t('case.staff', { email }) : t('case.staffPlain');
  };
  return (
    <Sheet title={t('case.thread')} id="thread">
      <ol className="grid grid-cols-1 gap-4">
        {found.entries.map((entry, index) => (
          <li
            key={index}
            className={`surface grid grid-cols-1 gap-2 rounded-lg p-4 sm:px-5 ${LOOKS[entry.internal ? 'note' : entry.author]}`}
          >
            <p className="flex flex-wrap justify-between gap-x-4 text-small text-soft">
              <strong className="min-w-0 break-words">{author(entry)}</strong>
              <span>{when(entry.at)}</span>
            </p>
            <p className="whitespace-pre-wrap break-words">{entry.text}</p>
            {entry.files.length > 0 ? (
              <ul aria-label={t('case.files')} className="grid grid-cols-1">
                {entry.files.map(({ ref, filename, size }) => (
                  <li key={ref} className="break-all">
                    <a
                      href={`/admin/messages/files/${ref}`}
                      className="inline-flex min-h-11 items-center gap-2 text-accent underline underline-offset-4"
                    >
                      <Icon name="download" className="size-5 shrink-0" />
                      {filename} ({Math.max(1, Math.round(size / 1_000))} kB)
                    </a>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      <Disclosure title={t('case.history')}>
        <ol className="grid grid-cols-1 gap-1">
          {found.states.map(({ state, at, email }, index) => (
            <li key={index} className="flex flex-wrap justify-between gap-x-4">
              <span className="min-w-0 break-words">
                {email ? t('case.historyBy', { state: t(`state.${state}`), email }) : t(`state.${state}`)}
              </span>
              <span className="text-soft">{when(at)}</span>
            </li>
          ))}
        </ol>
      </Disclosure>
    </Sheet>
  );
}
