import { streamName } from '@tools-provider/domain';
import { Random } from './random.ts';
import type { Aggregate, Wish } from './wish.ts';

/** An aggregate as its senders believe it to be. */
export interface Member {
  readonly aggregate: Aggregate;
  readonly id: string;
  readonly stream: string;
  isCreated: boolean;
  /** The last revision that an answer named. */
  revision: number;
  readonly selectors: string[];
  readonly tools: string[];
  readonly exclusions: string[];
}

/** The aggregates that the load changes: a fixed number of places, in each of which a deleted one makes room for another. */
export class Population {
  readonly #random: Random;
  readonly #current = new Map<string, Member>();
  readonly #members: Member[] = [];

  constructor(seed: number) {
    this.#random = new Random(seed, 'population');
  }

  /** Every aggregate that there has been, in the order of its first command. */
  get members(): readonly Member[] {
    return this.#members;
  }

  /** Whom the wish is about. */
  memberFor({ aggregate, place }: Wish): Member {
    const name = `${aggregate}/${place}`;
    const current = this.#current.get(name);
    if (current !== undefined) return current;
    const id = this.#random.id();
    const stream = streamName({ aggregate, id });
    const member: Member = {
      aggregate,
      id,
      stream,
      isCreated: false,
      revision: -1,
      selectors: [],
      tools: [],
      exclusions: [],
    };
    this.#current.set(name, member);
    this.#members.push(member);
    return member;
  }

  /** Makes room for another aggregate in the place. */
  leave({ aggregate, place }: Wish, member: Member): void {
    const name = `${aggregate}/${place}`;
    if (this.#current.get(name) === member) this.#current.delete(name);
  }
}
