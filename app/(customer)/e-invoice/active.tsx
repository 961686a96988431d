import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/link';
import type { ShownEntry } from '@/lib/e-invoice/queries';
import type { ConsentState } from '@/lib/e-invoice/rules';
import { firstText, whereText } from '@/lib/e-invoice/texts';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

/** The e-invoice is on: where it goes, since when, on which terms, and the ways to change that. */
export async function ActiveSheet({
  state,
  entries,
  locale,
}: {
  state: Extract<ConsentState, { active: true }>;
  entries: readonly ShownEntry[];
  locale: Locale;
}) {
  const t = await getTranslations('eInvoice.on');
  const started = [...entries]
    .reverse()
    .find(({ action, effectiveOn }) => action === 'accepted' && effectiveOn === state.since);
  return (
    <section
      aria-labelledby="on"
      className="surface grid grid-cols-1 gap-5 rounded-lg border border-line bg-sheet p-5 sm:p-7"
    >
      <h2 id="on" className="flex items-start gap-3 text-title">
        <span className="grid size-9 shrink-0 place-items-center rounded-full bg-good-wash text-good">
          <Icon name="check" className="size-6" />
        </span>
        {t('state')}
      </h2>
      <DefinitionList
        rows={[
          [
            t('where'),
            <strong key="where" className="break-words">
              {whereText(state, locale)}
            </strong>,
          ],
          [t('since'), t('sinceDay', { day: formatDay(state.since, locale) })],
          [t('first'), started && firstText(started.first, locale)],
          [
            t('terms'),
            state.termsVersion && (
              <TextLink
                key="terms"
                href={`/terms/e-invoice/pdf?version=${encodeURIComponent(state.termsVersion)}` as Route}
              >
                {t('termsVersion', { version: state.termsVersion })}
              </TextLink>
            ),
          ],
        ]}
      />
      <div className="grid gap-3 sm:flex sm:flex-wrap">
        <ButtonLink href={'/e-invoice/change' as Route} look="quiet">
          {t('change')}
        </ButtonLink>
        <ButtonLink href={'/e-invoice/withdraw' as Route} look="quiet">
          {t('withdraw')}
        </ButtonLink>
      </div>
    </section>
  );
}
