import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { SelectField } from '@/components/ui/select-field';
import { Sheet } from '@/components/ui/sheet';
import { keptAssigned } from '@/lib/accounts/assigned/shown-once';
import { staffAccounts, type StaffAccount } from '@/lib/accounts/staff/queries';
import { STAFF_ROLES } from '@/lib/accounts/staff/rules';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import {
  addStaffAction,
  assignStaffPasswordAction,
  changeRoleAction,
  disableStaffAction,
  forgetAssignedAction,
  resetStaffFactorAction,
} from './actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-staff'))('title') };
}

const DONE = ['role', 'disabled', 'factor'] as const;

/** Who of the utility signs in, and as what; one-time passwords are shown once, here. */
export default async function StaffPage({ searchParams }: Props) {
  const actor = await requireStaff('staff.see');
  const { done } = await searchParams;
  const t = await getTranslations('office-staff');
  const people = await staffAccounts(actor);
  const manages = may(actor.role, 'staff.manage');
  const kept = manages ? await keptAssigned(actor.accountId) : null;
  const just = DONE.find(each => each === done);
  return (
    <div className="grid max-w-240 grid-cols-1 gap-6">
      <PageTitle note={t('note')}>{t('title')}</PageTitle>
      {just ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${just}`)}</p>
        </Notice>
      ) : null}
      {kept ? (
        <Sheet title={t('assigned.title')} id="assigned">
          <p>{t('assigned.text', { email: kept.email })}</p>
          <p>
            <code className="select-all text-lead font-semibold tracking-wide">{kept.password}</code>
          </p>
          <p className="text-soft">{t('assigned.once')}</p>
          <form action={forgetAssignedAction} className="no-print">
            <Button>{t('assigned.kept')}</Button>
          </form>
        </Sheet>
      ) : null}
      <ul className="grid grid-cols-1 border-t border-line" aria-label={t('list')}>
        {people.map((person, place) => (
          <li key={person.email} className="grid grid-cols-1 gap-2 border-b border-line py-4">
            <Person person={person} />
            {manages && !person.self ? <Deeds person={person} place={place} /> : null}
          </li>
        ))}
      </ul>
      {manages ? (
        <Sheet title={t('add.title')} id="add">
          <p className="text-soft">{t('add.text')}</p>
          <AppForm action={addStaffAction} name="add">
            <div className="grid items-end gap-4 sm:grid-cols-2">
              <TextField name="email" label={t('add.email')} type="email" autoComplete="off" />
              <RoleField />
            </div>
            <div>
              <SubmitButton>{t('add.submit')}</SubmitButton>
            </div>
          </AppForm>
        </Sheet>
      ) : (
        <p className="text-soft">{t('readOnly')}</p>
      )}
      {may(actor.role, 'audit.see') ? (
        <p>
          <ButtonLink href={'/admin/audit?area=account' as Route} look="quiet">
            {t('audit')}
          </ButtonLink>
        </p>
      ) : null}
    </div>
  );
}

async function RoleField() {
  const [t, names] = [await getTranslations('office-staff'), await getTranslations('admin')];
  return (
    <SelectField
      name="role"
      label={t('role')}
      options={STAFF_ROLES.map(role => ({ value: role, label: names(`roles.${role}`) }))}
    />
  );
}

async function Person({ person }: { person: StaffAccount }) {
  const [t, locale] = [await getTranslations('office-staff'), await getLocale()];
  const day = (instant: Date) => formatDay(dayOf(instant), locale);
  const { role, disabledAt, entered, secondFactor, lastSeenAt } = person;
  return (
    <div className="grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <p className="min-w-0 break-words font-semibold">
        {person.email}
        {person.self ? <span className="font-normal text-soft">{` ${t('self')}`}</span> : null}
      </p>
      <p>{(await getTranslations('admin'))(`roles.${role}`)}</p>
      <p className="text-soft">
        {lastSeenAt ? t('seen', { day: day(lastSeenAt) }) : t('unseen', { day: day(person.createdAt) })}
      </p>
      <p>
        {disabledAt ? (
          <Badge tone="bad">{t('state.disabled', { day: day(disabledAt) })}</Badge>
        ) : !entered ? (
          <Badge tone="warn">{t('state.assigned')}</Badge>
        ) : secondFactor ? (
          <Badge tone="good">{t('state.works')}</Badge>
        ) : (
          <Badge tone="warn">{t('state.noFactor')}</Badge>
        )}
      </p>
    </div>
  );
}

/** What an administrator may do with somebody else's account. */
async function Deeds({ person, place }: { person: StaffAccount; place: number }) {
  const t = await getTranslations('office-staff');
  const hidden = <input type="hidden" name="email" value={person.email} />;
  return (
    <Disclosure title={t('change', { email: person.email })}>
      <AppForm action={changeRoleAction} name={`role${place}`} initial={untouched({ role: person.role })}>
        {hidden}
        <div className="grid items-end gap-4 sm:grid-cols-[minmax(0,20rem)_auto] sm:justify-start">
          <RoleField />
          <SubmitButton look="quiet">{t('changeRole')}</SubmitButton>
        </div>
        <p className="text-soft">{t('changeRoleNote')}</p>
      </AppForm>
      <div className="flex flex-wrap items-start gap-4">
        <AppForm action={assignStaffPasswordAction} name={`password${place}`}>
          {hidden}
          <SubmitButton look="quiet">{t(person.disabledAt ? 'enable' : 'password')}</SubmitButton>
        </AppForm>
        {person.secondFactor ? (
          <AppForm action={resetStaffFactorAction} name={`factor${place}`}>
            {hidden}
            <SubmitButton look="quiet">{t('factor')}</SubmitButton>
          </AppForm>
        ) : null}
        {person.disabledAt ? null : (
          <AppForm action={disableStaffAction} name={`disable${place}`}>
            {hidden}
            <SubmitButton look="danger">{t('disable')}</SubmitButton>
          </AppForm>
        )}
      </div>
    </Disclosure>
  );
}
