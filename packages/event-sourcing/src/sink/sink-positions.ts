import type { Lease } from '../lease/leases.ts';

/** Where the events of the feed are delivered to. */
export interface Sink {
  /** The same for the same address, and no other's. Holds no secret. */
  readonly id: string;
  /** What operators are shown of the address: nothing that is secret. */
  readonly address: string;
}

/** A delivery that has failed and is tried again. Times are ISO 8601. */
export interface SinkFailure {
  readonly reason: string;
  /** Whose event it is, and its number in the feed. */
  readonly subject: string;
  readonly sequence: number;
  /** How often it was tried. */
  readonly attempts: number;
  readonly since: string;
  readonly retryAt: string;
}

/** How far a sink is. Times are ISO 8601. */
export interface SinkProgress {
  /** Every event of the feed up to this number is delivered; 0 for none. */
  readonly deliveredUpTo: number;
  /** When the last event was delivered; left out while the one who delivers has delivered none. */
  readonly deliveredAt?: string;
  /** Of the deliveries that fail now, that of the earliest event; left out while none does. */
  readonly failure?: SinkFailure;
  /** When this was so: also a sign of life of the one who delivers. */
  readonly savedAt: string;
}

/** A sink that is served, and how far it is. */
export interface SinkState extends SinkProgress {
  readonly address: string;
}

/** How often progress is saved, changed or not, in milliseconds. */
export const SINK_SAVE_INTERVAL_MS = 1_000;

/** After how long without it nobody serves the sink any more, in milliseconds. */
export const SINK_AWAY_AFTER_MS = 4_000;

/**
 * Where sinks keep how far the feed was delivered to them. Only the holder of the newest lease can save; who held an older one gets
 * `conflict` (code `lease-lost`). Every method throws `unavailable` when the store cannot be reached.
 */
export interface SinkPositions {
  /**
   * Makes the lease the newest one of the sink, so that no former holder saves anything from now on. Answers the number up to which every
   * event was delivered, 0 for a sink that is new.
   */
  claim(sink: Sink, lease: Lease): Promise<number>;
  /** Stores how far the sink is, in place of what was stored before. */
  save(sink: Sink, lease: Lease, progress: SinkProgress): Promise<void>;
  /** The sinks whose progress was saved within the last {@link SINK_AWAY_AFTER_MS}, by address. */
  served(): Promise<readonly SinkState[]>;
}
