import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AnnouncementDetails } from '@/app/_announcements/details';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { LongTextField } from '@/components/ui/long-text-field';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { announcementForStaff, reachOf, toldOf, type Phased, type Reach } from '@/lib/announcements/queries';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getTranslations } from '@/lib/i18n/server';
import { endAnnouncementAction, publishAnnouncementAction, updateAnnouncementAction } from '../actions';

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('announcements'))('staff.title') };
}

const DONE = ['drafted', 'published', 'updated', 'ended'] as const;

/** One announcement: whom it reaches, and what may be done with it. */
export default async function StaffAnnouncementPage({ params, searchParams }: Props) {
  const actor = await requireStaff('announcements.see');
  const [{ ref }, { done }] = [await params, await searchParams];
  const now = new Date();
  const found = await announcementForStaff(actor, ref, now);
  if (!found) notFound();
  const t = await getTranslations('announcements');
  const reach = found.phase === 'ended' ? null : await reachOf(actor, found.areas, now);
  const told = found.phase === 'draft' ? [] : await toldOf(actor, ref);
  const writes = may(actor.role, 'announcements.write');
  const just = DONE.find(each => each === done);
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/announcements' as Route, label: t('staff.backList') }}>
        {found.title.pl}
      </PageTitle>
      {just ? (
        <Notice tone="good" role="status">
          <p>{t(`staff.done.${just}`)}</p>
        </Notice>
      ) : null}
      <AnnouncementDetails announcement={found} />
      {reach ? (
        <Sheet title={t('staff.preview.title')} id="reach">
          <DefinitionList
            rows={[
              [t('staff.preview.points'), reach.servicePoints],
              [t('staff.preview.customers'), reach.customers],
              [t('staff.preview.email'), reach.recipients.email],
              [t('staff.preview.sms'), reach.recipients.sms],
            ]}
          />
          {reach.servicePoints === 0 ? (
            <p className="font-semibold text-warn">{t('staff.preview.nobody')}</p>
          ) : null}
          <p className="text-small text-soft">{t('staff.preview.note')}</p>
        </Sheet>
      ) : null}
      {found.phase === 'draft' ? null : (
        <Sheet title={t('staff.told.title')} id="told">
          {told.length === 0 ? (
            <p className="text-soft">
              {t(found.phase === 'ended' ? 'staff.told.nobody' : 'staff.told.none')}
            </p>
          ) : (
            <DefinitionList
              rows={told.map(({ channel, waiting, sent, not }) => [
                t(`staff.told.${channel}`),
                t('staff.told.counts', { sent, waiting, not }),
              ])}
            />
          )}
        </Sheet>
      )}
      {found.phase === 'draft' ? null : (
        <p>
          <TextLink href={`/announcements/${ref}`}>{t('staff.publicPage')}</TextLink>
        </p>
      )}
      {writes ? (
        <Deeds announcement={found} reach={reach} />
      ) : (
        <p className="text-soft">{t('staff.readOnly')}</p>
      )}
    </div>
  );
}

/** What a dispatcher may do with it next. */
async function Deeds({ announcement, reach }: { announcement: Phased; reach: Reach | null }) {
  const t = await getTranslations('announcements');
  const { ref, phase, endedAt } = announcement;
  const hidden = <input type="hidden" name="ref" value={ref} />;
  if (phase === 'draft')
    return (
      <>
        <AppForm action={publishAnnouncementAction} name="publish">
          {hidden}
          <p>{t('staff.publishNote')}</p>
          <div>
            <SubmitButton>{reach ? t('staff.publishTo', reach.recipients) : t('staff.publish')}</SubmitButton>
          </div>
        </AppForm>
        <p>
          <ButtonLink href={`/admin/announcements/${ref}/edit` as Route} look="quiet">
            {t('staff.edit')}
          </ButtonLink>
        </p>
      </>
    );
  if (endedAt !== null) return null;
  return (
    <>
      <Sheet title={t('staff.update.title')} id="update">
        <AppForm action={updateAnnouncementAction} name="update">
          {hidden}
          <LongTextField name="textPl" label={t('staff.update.text')} />
          <LongTextField name="textEn" label={t('staff.update.textEn')} hint={t('staff.form.optional')} />
          <TextField name="endsAt" label={t('staff.update.endsAt')} hint={t('staff.update.endsHint')} />
          <div>
            <SubmitButton>{t('staff.update.submit')}</SubmitButton>
          </div>
        </AppForm>
      </Sheet>
      {phase === 'ended' ? null : (
        <Sheet title={t('staff.end.title')} id="end">
          <p>{t('staff.end.text')}</p>
          <AppForm action={endAnnouncementAction} name="end">
            {hidden}
            <div>
              <SubmitButton look="quiet">{t('staff.end.submit')}</SubmitButton>
            </div>
          </AppForm>
        </Sheet>
      )}
    </>
  );
}
