/** What somebody wants to become of an aggregate that is set aside. */
export interface QuarantineRequest {
  readonly id: string;
  readonly stream: string;
  /** `retry` the event that failed is processed again, and what follows it · `skip` the documents do without it. */
  readonly action: 'retry' | 'skip';
  /** The revision that failed when it was asked for: a request for another one is out of date and changes nothing. */
  readonly revision: number;
  /** Why it is skipped. */
  readonly note?: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

/** Where the api leaves such wishes for the worker. Every method throws `unavailable` when the store cannot be reached. */
export interface QuarantineRequests {
  /** Leaves a wish; one with the same id is left once. */
  ask(request: QuarantineRequest): Promise<void>;
  /** The oldest wishes that are not done. */
  pending(limit: number): Promise<readonly QuarantineRequest[]>;
  /** The wish is fulfilled or out of date, and forgotten. */
  done(id: string): Promise<void>;
}
