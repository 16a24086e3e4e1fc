import type { RebuildJobBody } from '@tools-provider/contracts';

/** A rebuild or a verification, as far as somebody who waits for it wants to know. */
export type FollowedJob = Omit<RebuildJobBody, 'id' | 'requestedBy' | 'requestedAt'>;

/** Where a command leaves its wish and asks how it gets on. Every method rejects with an error whose message is one sentence for the operator. */
export interface JobDesk {
  /** Leaves the wish. */
  request(): Promise<FollowedJob>;
  /** How it gets on. */
  look(): Promise<FollowedJob>;
  /** Asks for its end. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

/** What a command is about. */
export interface JobWish {
  readonly kind: 'rebuild' | 'verify';
  /** A projection's name, or `all`. */
  readonly projection: string;
}
