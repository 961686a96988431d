import type { ReadingForm, TypedReading } from '@/lib/readings/submit';
import { newToken } from '@/lib/kernel/refs';
import { TODAY } from './factories';

/** A form of one meter, of {@link TODAY} unless said otherwise. */
export const formOf = (
  serial: string,
  typed: string,
  more: Partial<Omit<ReadingForm, 'readings'>> & Partial<Omit<TypedReading, 'serial' | 'typed'>> = {},
): ReadingForm => {
  const { answer, note, photo, ...form } = more;
  return { readings: [{ serial, typed, answer, note, photo }], readOn: TODAY, formKey: newToken(), ...form };
};
