import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { visitor } from '@/lib/auth/visitor';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, daysBetween, formatDay, formatDayShort, formatTime } from '@/lib/kernel/dates';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';
import { noteReadingSeen } from '@/lib/readings/review/commands';
import { reviewedReading } from '@/lib/readings/review/queries';
import { mayCorrect } from '@/lib/readings/rules/judge';
import { approveReadingAction, correctReadingAction, rejectReadingAction } from '../actions';
import { objectionText } from '../objection';
import { UseColumns } from '../use-columns';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-readings'))('one.title') };
}

/** One reading with all that helps to decide on it. */
export default async function StaffReadingPage({ params }: Props) {
  const actor = await requireStaff('readings.see');
  const { ref } = await params;
  const found = (await reviewedReading(actor, ref)) ?? notFound();
  await noteReadingSeen(actor, await visitor(), ref, new Date());
  const [t, names, locale] = [
    await getTranslations('office-readings'),
    await getTranslations('readings'),
    await getLocale(),
  ];
  const { previous, expected, value, photo, state, history } = found;
  const used = previous ? litres(value - previous.value) : null;
  const volume = (amount: number) => formatCubicMetres(litres(amount), locale);
  const decides = may(actor.role, 'readings.review') && mayCorrect(state);
  const hidden = <input type="hidden" name="ref" value={ref} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/admin/readings' as Route, label: t('title') }}
        note={`${found.customerName}, ${found.customerNumber} · ${placeLine(found.address)}`}
      >
        {t('one.heading', { state: volume(value), serial: found.serial })}
      </PageTitle>
      <Notice tone={state === 'in_review' ? 'warn' : 'info'}>
        <p>
          <strong>{names(`state.${state}`)}.</strong> {await objectionText(found, locale)}
        </p>
        {found.reason ? <p>{t('one.reason', { reason: found.reason })}</p> : null}
      </Notice>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Sheet title={t('one.given')} id="given">
          <DefinitionList
            rows={[
              [t('column.value'), <strong key="value">{volume(value)}</strong>],
              [names('one.readOn'), formatDay(found.readOn, locale)],
              [t('one.role'), names(`form.role.${found.role}`)],
              [
                t('one.previous'),
                previous ? `${volume(previous.value)}, ${formatDay(previous.on, locale)}` : t('noPrevious'),
              ],
              [
                t('one.used'),
                used === null || !previous
                  ? null
                  : t('one.usedIn', { used: volume(used), days: daysBetween(previous.on, found.readOn) }),
              ],
              [
                t('one.expected'),
                expected ? `${volume(expected.from)} – ${volume(expected.to)}` : t('one.unknown'),
              ],
              [t('one.answer'), found.answer ? names(`answers.${found.answer}`) : null],
              [names('one.note'), found.note],
              [
                t('column.given'),
                `${formatDay(dayOf(found.submittedAt), locale)}, ${formatTime(found.submittedAt)}`,
              ],
              [t('filter.channel'), t(`channel.${found.channel}`)],
              [t('one.information'), found.information ? t('one.informationYes') : null],
              [names('one.ref'), found.ref],
            ]}
          />
          {photo ? (
            <figure className="grid gap-2">
              <picture>
                <img
                  src={`/admin/readings/photos/${photo.ref}`}
                  width={photo.width}
                  height={photo.height}
                  alt={t('one.photo')}
                  className="h-auto max-h-96 w-auto max-w-full rounded-md"
                />
              </picture>
            </figure>
          ) : (
            <p className="text-soft">{t('one.noPhoto')}</p>
          )}
        </Sheet>
        <Sheet title={t('one.use')} id="use">
          <UseColumns reading={found} />
          <Table
            caption={t('one.states')}
            rows={history}
            rowKey={({ at, kind }) => `${at.toISOString()} ${kind}`}
            columns={[
              {
                key: 'day',
                head: names('list.day'),
                main: true,
                cell: ({ at }) => formatDayShort(dayOf(at)),
              },
              {
                key: 'state',
                head: t('column.value'),
                align: 'end',
                cell: ({ value: had }) => volume(had),
              },
              { key: 'kind', head: names('list.how'), cell: ({ kind }) => t(`kind.${kind}`) },
            ]}
          />
        </Sheet>
      </div>
      {decides ? (
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-3">
          <Sheet title={t('approve.title')} id="approve">
            <p>{found.taken ? t('approve.taken') : t('approve.text')}</p>
            <AppForm action={approveReadingAction} name="approve">
              {hidden}
              <div>
                <SubmitButton>{t('approve.submit')}</SubmitButton>
              </div>
            </AppForm>
          </Sheet>
          <Sheet title={t('correct.title')} id="correct">
            <p>{t('correct.text')}</p>
            <AppForm action={correctReadingAction} name="correct">
              {hidden}
              <TextField name="value" label={t('correct.value')} inputMode="numeric" width="number" />
              <LongTextField name="reason" label={t('correct.reason')} rows={3} />
              <div>
                <SubmitButton look="quiet">{t('correct.submit')}</SubmitButton>
              </div>
            </AppForm>
          </Sheet>
          <Sheet title={t('reject.title')} id="reject">
            <p>{t('reject.text')}</p>
            <AppForm action={rejectReadingAction} name="reject">
              {hidden}
              <LongTextField
                name="reason"
                label={t('reject.reason')}
                hint={t('reject.reasonHint')}
                rows={3}
              />
              <div>
                <SubmitButton look="quiet">{t('reject.submit')}</SubmitButton>
              </div>
            </AppForm>
          </Sheet>
        </div>
      ) : null}
      <Sheet title={names('one.history')} id="history">
        <ol className="grid gap-1">
          {found.states.map(({ state: had, at, by }, index) => (
            <li key={index} className="flex flex-wrap justify-between gap-x-4">
              <span>
                <Badge>{names(`state.${had}`)}</Badge> {by}
              </span>
              <span className="text-soft">
                {formatDay(dayOf(at), locale)}, {formatTime(at)}
              </span>
            </li>
          ))}
        </ol>
      </Sheet>
    </div>
  );
}
