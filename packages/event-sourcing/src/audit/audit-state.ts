/** How far an audit has come, and what it found. Times are ISO 8601. */
export interface AuditState {
  /** Everything in the log up to here was compared; `undefined`: nothing was yet. */
  readonly position: string | undefined;
  /** What stood at the position, to notice a log that is another one: its stream, revision and id. */
  readonly last: { readonly stream: string; readonly revision: number; readonly eventId: string } | undefined;
  readonly sweptAt: string;
  /** How many streams were behind although their deliveries had been due, in all. */
  readonly findings: number;
  /** How many events the audit has applied itself, in all. */
  readonly repairedEvents: number;
  /** How many streams were found whose log is not the one that was projected, in all. */
  readonly diverged: number;
  readonly lastFindingAt: string | undefined;
  /** Why deliveries do not come although there is something to deliver, a sentence; `undefined` while they do. */
  readonly stall: string | undefined;
}

/** Where it is kept. Every method throws `unavailable` when the store cannot be reached. */
export interface AuditStates {
  /** The state as it was saved last, `undefined` when it never was. */
  load(): Promise<AuditState | undefined>;
  /** Replaces what was saved before. */
  save(state: AuditState): Promise<void>;
}

/** The state before the first sweep. */
export const NOTHING_AUDITED: AuditState = {
  position: undefined,
  last: undefined,
  sweptAt: new Date(0).toISOString(),
  findings: 0,
  repairedEvents: 0,
  diverged: 0,
  lastFindingAt: undefined,
  stall: undefined,
};
