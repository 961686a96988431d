import 'server-only';

/** Requests that leave at even distances may arrive closer together than they left. */
const MARGIN_MS = 100;

/**
 * A provider's rate as its answers tell it, kept by the whole process: so many requests in any span of so many
 * seconds. Before the first answer one request goes alone; a provider that tells of no rate has none.
 */
export class Rate {
  private limit: number | undefined;
  private isUnlimited = false;
  private spanMs = 0;
  /** when requests of the last span were granted */
  private granted: number[] = [];
  private inFlight = 0;
  /** what the last answer left, until `renewsAt`: others may use the same account */
  private left = 0;
  private renewsAt = 0;
  private notBefore = 0;

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Takes one request's place. @returns 0 when it was granted, else milliseconds after which to ask again */
  take(): number {
    const now = this.clock();
    if (now < this.notBefore) return this.notBefore - now;
    if (this.limit === undefined) {
      if (!this.isUnlimited && this.inFlight > 0) return 20;
    } else {
      this.granted = this.granted.filter(at => now - at < this.spanMs);
      const [oldest] = this.granted;
      if (oldest !== undefined && this.granted.length >= this.limit) return oldest + this.spanMs - now;
      if (now < this.renewsAt && this.left <= 0) return this.renewsAt - now;
      this.granted.push(now);
      this.left--;
    }
    this.inFlight++;
    return 0;
  }

  /** For how long the provider has asked to be left alone, ms; also of what was granted before it asked. */
  askedToWait(): number {
    return Math.max(0, this.notBefore - this.clock());
  }

  /** Gives a place back that was not used. */
  giveBack(): void {
    this.inFlight--;
    this.left++;
    this.granted.pop();
  }

  /**
   * Every request that was sent ends here.
   * @param headers of its answer; absent: there was none
   * @param waitMs for which the provider asked to be left alone
   */
  note(headers: Readonly<Record<string, string>> | null | undefined, isGood: boolean, waitMs = 0): void {
    const now = this.clock();
    this.inFlight--;
    if (waitMs > 0) this.notBefore = Math.max(this.notBefore, now + waitMs);
    const [limit, left, reset] = ['limit', 'remaining', 'reset'].map(name =>
      Number(headers?.[`ratelimit-${name}`] ?? Number.NaN),
    ) as [number, number, number];
    if (limit >= 1 && left >= 0 && reset >= 0) {
      this.limit = limit;
      this.spanMs = Math.max(this.spanMs, reset * 1000 + MARGIN_MS);
      // What is under way may not be counted in it yet.
      this.left = left - this.inFlight;
      this.renewsAt = now + reset * 1000;
    } else if (isGood && this.limit === undefined) this.isUnlimited = true;
  }
}
