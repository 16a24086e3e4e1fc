/** What a task decides: whether a tool group that requires an approval is activated. */
export interface TaskApproval {
  readonly toolGroupId: string;
  /** The request of that group. */
  readonly requestId: string;
  /** Who asked, and therefore cannot approve. */
  readonly requestedBy: string;
}
