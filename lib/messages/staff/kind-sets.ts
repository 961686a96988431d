import { KIND_NAMES, kindRule, type MessageKind } from '../rules/kinds';

/** Kinds that staff work off together: a line of the start page, and one choice of the list. */
export const KIND_SETS = {
  complaints: KIND_NAMES.filter(kind => kindRule(kind).group === 'complain'),
  letters: KIND_NAMES.filter(kind => kindRule(kind).group !== 'complain' && kind !== 'move_out'),
} as const satisfies Record<string, readonly MessageKind[]>;

export type KindSet = keyof typeof KIND_SETS;
export const KIND_SET_NAMES = Object.keys(KIND_SETS) as [KindSet, ...KindSet[]];
