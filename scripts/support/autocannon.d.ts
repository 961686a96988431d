/** What the benchmarks use of it; the package brings no types. */
declare module 'autocannon' {
  interface Result {
    readonly requests: { readonly average: number };
    readonly non2xx: number;
    readonly errors: number;
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    /** seconds */
    duration: number;
    headers?: Record<string, string>;
  }): Promise<Result>;
}
