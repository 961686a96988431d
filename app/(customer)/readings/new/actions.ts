'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction } from '@/lib/auth/action';
import { optionalText } from '@/lib/auth/fields';
import { costOfUse } from '@/lib/consumption/cost/queries';
import { submitReadings } from '@/lib/readings/commands';
import { readingFields, sentReadings } from '@/lib/readings/form/fields';
import { readingObjections } from '@/app/_forms/reading-objections';

const form = readingFields.extend({
  meterSerial: z.preprocess(
    value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string().max(100)).max(200),
  ),
  corrects: optionalText(20),
});

/** Ends on the page of the reading, or asks. */
export const submitReadingsAction = customerAction(
  form,
  async (actor, input, now, from) => {
    const { readings, refusals } = await sentReadings(input, input.meterSerial);
    const { readOn, attempt: formKey, corrects } = input;
    const onlyJudge = refusals.length > 0;
    const outcome = await submitReadings(
      actor,
      from,
      { readings, readOn, formKey, corrects, onlyJudge },
      now,
    );
    if ('ref' in outcome) redirect(`/readings/${outcome.ref}` as Route);
    const costs = await Promise.all(
      outcome.objections.map(({ asked, meter }) =>
        asked?.question === 'above_expected' && meter?.role === 'main'
          ? costOfUse({ customerId: actor.current.id, point: meter.point, used: asked.used, on: readOn })
          : null,
      ),
    );
    const objections = await readingObjections(outcome.objections, readings, { costs });
    return { ...objections, refusals: [...refusals, ...objections.refusals] };
  },
  'readings',
);
