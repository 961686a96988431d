import type { Metadata } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { settingChanges, shownSettings, type ShownSetting } from '@/lib/settings/queries';
import { SETTING_GROUPS, SETTING_NAMES, settingRule } from '@/lib/settings/declared';
import { changeSettingAction } from './actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-settings'))('title') };
}

/** What the utility may change by itself, each with its history. */
export default async function SettingsPage({ searchParams }: Props) {
  const actor = await requireStaff('settings.see');
  const { done } = await searchParams;
  const t = await getTranslations('office-settings');
  const [shown, changes] = [await shownSettings(actor), await settingChanges(actor)];
  const writes = may(actor.role, 'settings.write');
  const just = SETTING_NAMES.find(name => name === done);
  return (
    <div className="grid max-w-240 grid-cols-1 gap-6">
      <PageTitle note={t('note')}>{t('title')}</PageTitle>
      {just ? (
        <Notice tone="good" role="status">
          <p>{t('done', { name: t(`names.${just}`) })}</p>
        </Notice>
      ) : null}
      {writes ? null : <p className="text-soft">{t('readOnly')}</p>}
      {SETTING_GROUPS.map(group => (
        <Sheet key={group} title={t(`groups.${group}`)} id={group}>
          <div className="grid grid-cols-1 gap-6">
            {shown
              .filter(({ name }) => settingRule(name).group === group)
              .map(setting =>
                writes ? (
                  <SettingForm key={setting.name} setting={setting} />
                ) : (
                  <div key={setting.name} className="grid gap-1">
                    <p className="font-semibold">{t(`names.${setting.name}`)}</p>
                    <p className="whitespace-pre-line">{setting.text || t('empty')}</p>
                  </div>
                ),
              )}
          </div>
        </Sheet>
      ))}
      <Sheet title={t('history.title')} id="history">
        {changes.length === 0 ? (
          <p>{t('history.empty')}</p>
        ) : (
          <Table
            caption={t('history.title')}
            rows={changes.map((change, place) => ({ ...change, place }))}
            rowKey={({ place }) => String(place)}
            columns={[
              { key: 'what', head: t('history.what'), main: true, cell: ({ name }) => t(`names.${name}`) },
              { key: 'before', head: t('history.before'), cell: ({ before }) => before ?? t('history.file') },
              { key: 'after', head: t('history.after'), cell: ({ after }) => after ?? t('history.file') },
              {
                key: 'who',
                head: t('history.who'),
                cell: ({ email, at }) => (
                  <span className="wrap-anywhere">
                    {email}, {formatDayShort(dayOf(at))} {formatTime(at)}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Sheet>
    </div>
  );
}

/** One value: typed, saved, and taken back to what the file says. */
async function SettingForm({ setting: { name, text, fileText } }: { setting: ShownSetting }) {
  const t = await getTranslations('office-settings');
  const field = { name: 'value', label: t(`names.${name}`), hint: t(`hints.${name}`) };
  return (
    <div id={name} className="grid grid-cols-1 gap-3 border-b border-line pb-6 last:border-b-0 last:pb-0">
      <AppForm
        key={text}
        action={changeSettingAction}
        name={`set-${name}`}
        initial={untouched({ value: text })}
      >
        <input type="hidden" name="name" value={name} />
        {settingRule(name).input === 'lines' ? (
          <LongTextField {...field} />
        ) : (
          <TextField {...field} width="number" />
        )}
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton look="quiet">{t('save')}</SubmitButton>
          {fileText === null ? null : (
            <SubmitButton look="quiet" name="back" value="yes">
              {t('back')}
            </SubmitButton>
          )}
        </div>
        {fileText === null ? null : (
          <p className="whitespace-pre-line text-soft">{t('inFile', { value: fileText || t('empty') })}</p>
        )}
      </AppForm>
    </div>
  );
}
