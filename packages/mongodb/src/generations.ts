import type { Collections, GenerationFacts } from './collections.ts';

/** For how long a reader goes on with what it knows before it looks again, in milliseconds. A swap is a signal, too, which is much faster. */
const LOOK_AGAIN_MS = 1_000;

/** Where the documents of each projection lie now. The feed's counter says so; what it said last is remembered here. */
export class Generations {
  readonly #collections: Collections;
  #known: Required<GenerationFacts> = { generation: 0, collections: {} };
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** The number of the generation that is known. */
  get generation(): number {
    return this.#known.generation;
  }

  /** The collection in the database that holds a projection's documents, as far as is known. */
  collectionOf(projection: string): string {
    return this.#known.collections[projection] ?? projection;
  }

  /** Takes what a swap says, which may come late: of two swaps the first one is over. */
  learnOfSwap(facts: Required<GenerationFacts>): void {
    if (facts.generation > this.generation) this.learn(facts);
  }

  /** Takes what the counter says. */
  learn({ generation = 0, collections = {} }: GenerationFacts): void {
    this.#lookedAt = performance.now();
    if (generation !== this.#known.generation) this.#known = { generation, collections };
  }

  /** Resolves when what is known is at most a second old. */
  async lookAgainWhenOld(): Promise<void> {
    if (performance.now() - this.#lookedAt >= LOOK_AGAIN_MS) await this.lookAgain();
  }

  /** Reads the counter; answers whether the generation is another one than before. */
  async lookAgain(): Promise<boolean> {
    const before = this.generation;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
    return this.generation !== before;
  }

  async #look(): Promise<void> {
    const askedAt = performance.now();
    const counter = await this.#collections.counters.findOne({ _id: 'feed' });
    // Whatever was learnt meanwhile is newer than this answer may be.
    if (this.#lookedAt < askedAt) this.learn(counter ?? {});
  }
}
