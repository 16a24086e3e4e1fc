/** Where the stores listen. */
export interface StoreAddresses {
  readonly kurrentdb: string;
  readonly mongodb: string;
}

/** What the worker is told. Marks are counts of acknowledged events, ascending; streams in `uncounted` do not count. */
export type ToWorker =
  | { readonly kind: 'start'; readonly marks: readonly number[]; readonly uncounted: readonly string[] }
  | { readonly kind: 'stop' };

/** How far the worker was when it had acknowledged that many events; `seconds` since it was told to start. */
export interface Mark {
  readonly kind: 'mark';
  readonly events: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** What is left on the heap and beside it after a garbage collection. */
  readonly liveBytes: number;
}

/** What the worker tells. */
export type FromWorker = Mark | { readonly kind: 'started' } | { readonly kind: 'stopped' };
