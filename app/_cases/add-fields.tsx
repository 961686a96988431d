import { FileField } from '@/components/ui/file-field';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { getTranslations } from '@/lib/i18n/server';
import { ACCEPTED_FILES, MOST_FILES } from '@/lib/messages/attachments';

/** What a writer adds to a case, or opens it again with. @param over whether it was answered or closed */
export async function AddFields({ over }: { over: boolean }) {
  const t = await getTranslations('messages');
  return (
    <>
      <LongTextField name="text" label={t(over ? 'case.reopenText' : 'case.addText')} rows={5} />
      <FileField
        multiple
        name="files"
        label={t('new.files')}
        hint={t('new.filesHint', { count: MOST_FILES })}
        accept={ACCEPTED_FILES}
      />
      <SubmitButton>{t(over ? 'case.reopenSubmit' : 'case.addSubmit')}</SubmitButton>
    </>
  );
}
