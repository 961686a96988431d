import { getTranslations } from '@/lib/i18n/server';
import { TextLink } from '@/components/ui/link';
import { Badge, type Tone } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { placeLine } from '@/lib/customers/address';
import type { Contract } from '@/lib/customers/contracts';
import type { ContractState, ContractTerm } from '@/lib/customers/rules';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { utility } from '@/lib/utility';
import { Prices } from './prices';

const TONES: Record<ContractState, Tone> = {
  to_come: 'plain',
  indefinite: 'good',
  fixed: 'good',
  ending: 'warn',
  ended: 'plain',
};

/** One contract: what it covers and where, how long it runs and what follows from its end, what water costs. */
export async function ContractSheet({
  contract,
  term: { state, daysLeft },
  locale,
}: {
  contract: Contract;
  term: ContractTerm;
  locale: Locale;
}) {
  const t = await getTranslations('contracts');
  const { number, startsOn, endsOn } = contract;
  const stateDay = state === 'to_come' ? startsOn : endsOn;
  const left = daysLeft !== null && daysLeft >= 0 ? t('daysLeft', { count: daysLeft }) : null;
  const phone = () => <PhoneLink phone={utility().contact.phone} />;
  return (
    <Sheet title={placeLine(contract.address)} id={`contract-${number.replace(/[^0-9A-Za-z]+/g, '-')}`}>
      <p className="-mt-3">
        <Badge tone={TONES[state]}>
          {t(`state.${state}`, { day: stateDay ? formatDay(stateDay, locale) : '', count: daysLeft ?? 0 })}
        </Badge>
      </p>

      {state === 'ending' && endsOn ? (
        <Notice tone="warn">
          <p className="font-semibold">{t('fixed.title', { day: formatDay(endsOn, locale) })}</p>
          <p>{t('fixed.text')}</p>
          <p>{t.rich('fixed.stay', { phone })}</p>
          <p>{t('fixed.leave')}</p>
        </Notice>
      ) : null}

      <DefinitionList
        rows={[
          [t('number'), <strong key="n">{number}</strong>],
          [t('what'), t(`service.${contract.service}`)],
          [t('pointNumber'), contract.pointNumber],
          [t('signedOn'), formatDay(contract.signedOn, locale)],
          [t('startsOn'), formatDay(startsOn, locale)],
          [
            t('endsOn'),
            endsOn === null
              ? t('indefinitely')
              : left === null
                ? formatDay(endsOn, locale)
                : t('until', { day: formatDay(endsOn, locale), left }),
          ],
          [t('tariffGroup'), contract.tariffGroup],
        ]}
      />

      {state === 'fixed' ? (
        <p className="text-soft">
          {t('fixed.text')} {t.rich('fixed.stayText', { phone })}
        </p>
      ) : null}

      <Prices contract={contract} locale={locale} />

      <p className="no-print">
        <TextLink href="/meters">{t('meters')}</TextLink>
      </p>
    </Sheet>
  );
}
