import { type AuditState, type AuditStates, NOTHING_AUDITED } from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

const AUDIT = 'audit';

/** The {@link AuditStates} on MongoDB. */
export class MongoAuditStates implements AuditStates {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  load(): Promise<AuditState | undefined> {
    return classified(async () => {
      const row = await this.#collections.upkeep.findOne({ _id: AUDIT });
      if (row === null) return undefined;
      const { _id, ...state } = row;
      return { ...NOTHING_AUDITED, ...state };
    });
  }

  async save(state: AuditState): Promise<void> {
    // What is undefined has no field.
    const fields = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
    await classified(() =>
      this.#collections.upkeep.replaceOne({ _id: AUDIT }, fields as Omit<AuditState, never>, {
        upsert: true,
        writeConcern: { w: 'majority' },
      }),
    );
  }
}
