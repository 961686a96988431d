/** A small repeatable source of randomness: the same seed gives the same people, meters and habits. */
export interface Random {
  /** in [0, 1) */
  next(): number;
  /** whole, both ends included */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32: 32 bits of state, good enough to look natural, and quick. @param seed any whole number */
export function random(seed: number): Random {
  // Neighbouring seeds (customer 17 and 18) must not start alike: stir first.
  let state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ (seed >>> 3);
  const next = () => {
    state = (state + 0x6d2b_79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  next();
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: probability => next() < probability,
    pick: list => list[Math.floor(next() * list.length)]!,
  };
}
