import { notLeader } from '../wire/errors.ts';

/**
 * Whether the node answers as the leader, as a cluster of one always does. A test may have it answer for a while as one that has just
 * ceased to be it, with its own address as the new leader's: the clients then go through all that a change of leaders means to them.
 */
export class Leadership {
  readonly #endPoint: () => { host: string; port: number };
  #refusals = 0;

  constructor(endPoint: () => { host: string; port: number }) {
    this.#endPoint = endPoint;
  }

  /** The next so many calls are refused. */
  refuse(calls: number): void {
    this.#refusals = calls;
  }

  /** Throws what a follower answers to a call that is for the leader, if that is what this node is to be. */
  require(): void {
    if (this.#refusals === 0) return;
    this.#refusals -= 1;
    throw notLeader(this.#endPoint());
  }
}
