import { createHash } from 'node:crypto';
import { derivedId } from '@tools-provider/event-sourcing';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const IDS = '9f8f6a0e-2f0b-4c63-9d0e-51a7c5a2d0b4';

/** Chance that is the same for the same seed and purpose, whatever else draws from other purposes meanwhile. */
export class Random {
  readonly #purpose: string;
  readonly #generator: ReturnType<typeof xoroshiro128plus>;
  #ids = 0;

  constructor(seed: number, purpose: string) {
    this.#purpose = `${seed}/${purpose}`;
    this.#generator = xoroshiro128plus(createHash('sha256').update(this.#purpose).digest().readInt32BE());
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.int(1, 100) <= share;
  }

  /** One of the values, which must be at least one. */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.int(0, values.length - 1)];
    if (value === undefined) throw new Error('There is nothing to pick from');
    return value;
  }

  /** One of the values, each as often as its weight says. */
  weighted<Value extends string>(weights: Readonly<Record<Value, number>>): Value {
    const entries = Object.entries<number>(weights) as [Value, number][];
    let left = this.int(
      1,
      entries.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [value, weight] of entries) {
      left -= weight;
      if (left <= 0) return value;
    }
    throw new Error('There is nothing to pick from');
  }

  /** A UUID that no other call answers. */
  id(): string {
    this.#ids += 1;
    return derivedId(IDS, `${this.#purpose}/${this.#ids}`);
  }
}
