import { TextField } from '@/components/ui/fields';
import { LongTextField } from '@/components/ui/long-text-field';
import { getTranslations } from '@/lib/i18n/server';
import { kindRule, type FieldRule, type MessageKind } from '@/lib/messages/rules/kinds';

/** The fields of a kind, then its text. */
export async function KindFields({ kind }: { kind: MessageKind }) {
  const t = await getTranslations('messages');
  const label = ({ name, required }: FieldRule) =>
    required ? t(`fields.${name}`) : t('optional', { label: t(`fields.${name}`) });
  return (
    <>
      {kindRule(kind).fields.map(rule => (
        <TextField
          key={rule.name}
          name={rule.name}
          label={label(rule)}
          hint={t(`hints.${rule.name}`)}
          width={rule.name === 'place' || rule.name === 'bankAccount' ? undefined : 'number'}
          inputMode={rule.type === 'account' || rule.type === 'instalments' ? 'numeric' : undefined}
          autoComplete="off"
        />
      ))}
      <LongTextField name="text" label={t(`kinds.${kind}.text`)} />
    </>
  );
}
