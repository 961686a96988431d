import type { Metadata } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import type { StaffActor } from '@/lib/auth/actor';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { listFormVersions, type StaffForm } from '@/lib/forms/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, type Day } from '@/lib/kernel/dates';
import type { TermsDocument } from '@/lib/terms/queries';
import { termsDraft, TERMS_DOCUMENTS, termsVersions } from '@/lib/terms/staff/queries';
import type { Route } from 'next';
import { withdrawFormAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-documents'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const DONE = ['formPublished', 'formWithdrawn', 'termsPublished', 'termsWithdrawn', 'draftDropped'] as const;

/** Forms that were uploaded, and the terms, each with its versions. */
export default async function DocumentsPage({ searchParams }: Props) {
  const actor = await requireStaff('documents.see');
  const { done } = await searchParams;
  const t = await getTranslations('office-documents');
  const today = dayOf(new Date());
  const just = DONE.find(each => each === done);
  const publishes = may(actor.role, 'documents.publish');
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle note={publishes ? undefined : t('readOnly')}>{t('title')}</PageTitle>
      {just ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${just}`)}</p>
        </Notice>
      ) : null}
      <Forms actor={actor} today={today} publishes={publishes} />
      {TERMS_DOCUMENTS.map(document => (
        <Terms key={document} actor={actor} document={document} today={today} publishes={publishes} />
      ))}
    </div>
  );
}

async function Forms({ actor, today, publishes }: { actor: StaffActor; today: Day; publishes: boolean }) {
  const t = await getTranslations('office-documents');
  const categories = await getTranslations('forms.categories');
  const forms = await listFormVersions(actor, today);
  const standing = ({ withdrawnAt, inForce, validFrom }: StaffForm) =>
    withdrawnAt !== null ? 'withdrawn' : inForce ? 'in_force' : validFrom > today ? 'future' : 'past';
  return (
    <Sheet title={t('forms.title')} id="forms">
      <p>{t('forms.lead')}</p>
      {publishes ? (
        <p>
          <ButtonLink href={'/admin/documents/forms/new' as Route}>{t('forms.new')}</ButtonLink>
        </p>
      ) : null}
      {forms.length === 0 ? (
        <p className="text-soft">{t('forms.none')}</p>
      ) : (
        <Table
          caption={t('forms.caption')}
          rows={forms}
          rowKey={({ ref }) => ref}
          columns={[
            {
              key: 'title',
              head: t('forms.name'),
              main: true,
              cell: ({ ref, titlePl }) => (
                <TextLink href={`/admin/documents/forms/${ref}/pdf`}>{titlePl}</TextLink>
              ),
            },
            { key: 'category', head: t('forms.category'), cell: ({ category }) => categories(category) },
            { key: 'version', head: t('version'), cell: ({ version }) => version },
            { key: 'from', head: t('validFrom'), cell: ({ validFrom }) => formatDayShort(validFrom) },
            {
              key: 'state',
              head: t('state'),
              cell: form => (
                <Badge tone={standing(form) === 'in_force' ? 'good' : 'plain'}>
                  {t(`standing.${standing(form)}`)}
                </Badge>
              ),
            },
            ...(publishes
              ? [
                  {
                    key: 'deeds',
                    head: t('deeds'),
                    cell: ({ ref, withdrawnAt, titlePl, version }: StaffForm) =>
                      withdrawnAt === null ? (
                        <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
                          <TextLink href={`/admin/documents/forms/new?replaces=${ref}`}>
                            {t('forms.newVersion')}
                          </TextLink>
                          <AppForm action={withdrawFormAction} name={`withdraw-${ref}`}>
                            <input type="hidden" name="ref" value={ref} />
                            <SubmitButton look="danger">
                              {t('forms.withdraw')}{' '}
                              <span className="sr-only">
                                {titlePl} {version}
                              </span>
                            </SubmitButton>
                          </AppForm>
                        </span>
                      ) : (
                        '–'
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Sheet>
  );
}

async function Terms({
  actor,
  document,
  today,
  publishes,
}: {
  actor: StaffActor;
  document: TermsDocument;
  today: Day;
  publishes: boolean;
}) {
  const [t, names] = [await getTranslations('office-documents'), await getTranslations('terms')];
  const versions = await termsVersions(actor, document, today);
  const draft = await termsDraft(actor, document);
  const page = `/admin/documents/terms/${document}`;
  return (
    <Sheet title={names(`${document}.title`)} id={document}>
      <Table
        caption={t('terms.caption')}
        rows={versions}
        rowKey={({ version }) => version}
        columns={[
          {
            key: 'version',
            head: t('version'),
            main: true,
            cell: ({ version }) => (
              <TextLink href={`${page}/versions/${encodeURIComponent(version)}`}>
                {t('terms.version', { version })}
              </TextLink>
            ),
          },
          {
            key: 'from',
            head: t('validFrom'),
            cell: ({ effectiveFrom }) => formatDayShort(effectiveFrom),
          },
          {
            key: 'state',
            head: t('state'),
            cell: ({ standing }) => (
              <Badge tone={standing === 'in_force' ? 'good' : standing === 'future' ? 'warn' : 'plain'}>
                {t(`standing.${standing}`)}
              </Badge>
            ),
          },
          ...(document === 'portal'
            ? [
                {
                  key: 'accepted',
                  head: t('terms.accepted'),
                  align: 'end' as const,
                  cell: ({ accepted }: (typeof versions)[number]) => accepted,
                },
              ]
            : []),
        ]}
      />
      {publishes ? (
        <p className="flex flex-wrap gap-x-6">
          <TextLink href={page}>{t(draft ? 'terms.goOn' : 'terms.new')}</TextLink>
          {draft ? (
            <TextLink href={`${page}/preview`}>{t('terms.seeDraft', { version: draft.version })}</TextLink>
          ) : null}
        </p>
      ) : null}
    </Sheet>
  );
}
