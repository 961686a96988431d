import type { Objections } from '@/lib/auth/action';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, formatDay } from '@/lib/kernel/dates';
import type { FormQuestion } from '@/lib/kernel/form';
import { formatMoney, grosze, type Grosze, type Locale } from '@/lib/kernel/money';
import { Refusal } from '@/lib/kernel/refusal';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import type { Objection } from '@/lib/readings/submit';

/** What one meter of the form was sent with. */
export interface SentMeter {
  /** `-0`, `-1`; empty for a single one */
  readonly part: string;
  /** what the form's question was about; empty when nothing was asked */
  readonly asked: string;
  readonly about: string;
}

const whole = (volume: Litres): Litres => litres(Math.round(volume / 1000) * 1000);

/** An estimate of a cost: nobody knows it to the grosz. */
const about = (cost: Grosze): Grosze => grosze(Math.max(1, Math.round(cost / 1000)) * 1000);

/**
 * Objections to readings as errors and questions of their form.
 * @param sent as the objections count them
 * @param costs of what is asked about, where known
 * @param numbers false: nothing of earlier states is shown, because nobody signed in
 */
export async function readingObjections(
  objections: readonly Objection[],
  sent: readonly SentMeter[],
  { costs = [], numbers = true }: { costs?: readonly (Grosze | null)[]; numbers?: boolean } = {},
): Promise<Objections> {
  const locale = await getLocale();
  const refusals: Refusal[] = [];
  const questions: FormQuestion[] = [];
  for (const [i, objection] of objections.entries()) {
    const { part, asked, about } = sent[objection.index]!;
    if (objection.refused) refusals.push(refusalOf(objection.refused, part, locale, numbers));
    if (!objection.asked) continue;
    questions.push(
      await questionOf(objection, `value${part}`, about, { cost: costs[i] ?? null, numbers, locale }),
    );
    // Asked before about this very state, and sent again without an answer.
    if (asked === about) refusals.push(new Refusal('readingAnswer', `answer${part}`));
  }
  return { refusals, questions };
}

function refusalOf(
  refused: NonNullable<Objection['refused']>,
  part: string,
  locale: Locale,
  numbers: boolean,
): Refusal {
  const { code } = refused;
  const field = code === 'readingFuture' ? 'readOn' : `value${part}`;
  if (!numbers && (code === 'readingOld' || code === 'readingDayTaken'))
    return new Refusal('readingLater', field);
  const params: Record<string, string | number> = {};
  if ('digits' in refused) params.digits = refused.digits;
  if ('day' in refused)
    params.day = formatDay(code === 'readingAfterContract' ? addDays(refused.day, -1) : refused.day, locale);
  if ('state' in refused) params.state = formatCubicMetres(whole(refused.state), locale);
  return new Refusal(code, field, params);
}

async function questionOf(
  { asked, meter, expected }: Objection,
  field: string,
  aboutWhat: string,
  { cost, numbers, locale }: { cost: Grosze | null; numbers: boolean; locale: Locale },
): Promise<FormQuestion> {
  const t = await getTranslations('readings.question');
  const { question, used, mainUsed, answers } = asked!;
  const volume = (of: Litres) => formatCubicMetres(whole(of), locale);
  const said = answers.map(value => ({
    value,
    label:
      value === 'rollover'
        ? t('answer.rollover', { used: numbers ? volume(used) : '' })
        : t(
            value === 'correct' && question === 'below_previous' ? 'answer.previousWrong' : `answer.${value}`,
          ),
  }));
  const all = [...said, { value: 'slip', label: t('answer.slip') }];
  const shared = { field, about: aboutWhat, answers: all };
  if (!numbers || !meter?.previous)
    return { ...shared, title: t('unsigned.title'), text: t('unsigned.text') };
  const previous = meter.previous;
  if (question === 'below_previous')
    return {
      ...shared,
      title: t('below.title', { state: volume(previous.value), day: formatDay(previous.on, locale) }),
      text: t('below.text'),
    };
  if (question === 'above_main')
    return {
      ...shared,
      title: t('main.title', { used: volume(used), main: volume(mainUsed ?? litres(0)) }),
      text: t('main.text'),
    };
  const since = (state: Litres) => Math.max(0, Math.round((state - previous.value) / 1000));
  return {
    ...shared,
    title:
      cost === null
        ? t('above.title', { used: volume(used) })
        : t('above.titleCost', {
            used: volume(used),
            cost: formatMoney(about(cost), locale).replace(/[.,]00/, ''),
          }),
    text: t('above.text', { from: since(expected!.from), to: since(expected!.to) }),
  };
}
