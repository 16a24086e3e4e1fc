import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

/** When things were last used, such as tokens: beside what they are, so that using one changes it not. */
export class MongoLastUses {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** Notes a use (ISO 8601), unless a later one is known. Throws `unavailable` when it cannot be noted. */
  async note(id: string, usedAt: string): Promise<void> {
    await classified(() =>
      this.#collections.lastUses.updateOne({ _id: id }, { $max: { usedAt } }, { upsert: true }),
    );
  }

  /** The last use of each; of those never used, nothing. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return classified(async () => {
      const rows = await this.#collections.lastUses.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(rows.map(({ _id, usedAt }) => [_id, usedAt]));
    });
  }
}
