import {
  type FoundState,
  NO_REVISION,
  type StateQuery,
  type StateStore,
  type StateWrite,
  type StoredState,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { type ClientSession, type Filter, type MongoClient, MongoOperationTimeoutError } from 'mongodb';
import { answeredInTime } from './answered-in-time.ts';
import { classified, classify } from './classify.ts';
import type { Collections, OutboxRow, StateRow } from './collections.ts';
import { inTransaction } from './transactions.ts';

/** The {@link StateStore} on MongoDB: one transaction for states and the messages that tell of them. */
export class MongoStateStore implements StateStore {
  readonly #client: MongoClient;
  readonly #collections: Collections;

  constructor(client: MongoClient, collections: Collections) {
    this.#client = client;
    this.#collections = collections;
  }

  load<State>(collection: string, id: string): Promise<StoredState<State> | undefined> {
    return inStateStore(async () => {
      const row = await this.#collections.states(collection).findOne({ _id: id });
      return row === null ? undefined : toStored<State>(row);
    });
  }

  find<State>({ collection, anyOf, sort, limit }: StateQuery): Promise<readonly FoundState<State>[]> {
    return inStateStore(async () => {
      if (anyOf.length === 0) return [];
      const direction = sort.startsWith('-') ? -1 : 1;
      const rows = await this.#collections
        .states(collection)
        .find({ $or: anyOf.map(filterOf) }, { projection: { commands: 0 } })
        .sort({ [`state.${sort.replace('-', '')}`]: direction, _id: direction })
        .limit(limit)
        .toArray();
      return rows.map(({ _id, revision, state }) => ({ id: _id, revision, state: state as State }));
    });
  }

  async save(writes: readonly StateWrite[]): Promise<void> {
    try {
      await answeredInTime(inTransaction(this.#client, (session) => this.#write(writes, session)));
    } catch (error) {
      if (error instanceof MongoOperationTimeoutError) throw outcomeUnknown(error);
      const classifiedError = classify(error, 'state-store');
      if (classifiedError.kind !== 'conflict') throw classifiedError;
      const { message } = classifiedError;
      const currentRevision = await inStateStore(() => this.#currentRevision(writes));
      const details = { cause: error, ...(currentRevision === undefined ? {} : { currentRevision }) };
      throw new CodedError('conflict', 'revision-conflict', message, details);
    }
  }

  async #write(writes: readonly StateWrite[], session: ClientSession): Promise<void> {
    for (const { collection, id, revision, expectedRevision, state, commands } of writes) {
      const states = this.#collections.states(collection);
      // Whole rows, inserted or replaced: in these a name with a dollar or a dot is a name, in update operators it would not be.
      const row = asJson({ revision, state, commands });
      if (expectedRevision === NO_REVISION) {
        await states.insertOne({ _id: id, ...row }, { session });
        continue;
      }
      const filter = { _id: id, revision: expectedRevision };
      const { matchedCount } = await states.replaceOne(filter, row, { session });
      if (matchedCount === 0) throw outrun(collection, id, expectedRevision);
    }
    const messages = writes.flatMap((write) => write.messages).map(toRow);
    if (messages.length > 0) await this.#collections.outbox.insertMany(messages, { session, ordered: true });
  }

  /** The revision of the first aggregate that is not where its write expects it; of the first at all, if each is. */
  async #currentRevision(writes: readonly StateWrite[]): Promise<number | undefined> {
    const revisions: number[] = [];
    for (const { collection, id, expectedRevision } of writes) {
      const row = await this.#collections
        .states(collection)
        .findOne({ _id: id }, { projection: { revision: 1 } });
      const revision = row?.revision ?? NO_REVISION;
      if (revision !== expectedRevision) return revision;
      revisions.push(revision);
    }
    return revisions[0];
  }
}

function inStateStore<T>(call: () => Promise<T>): Promise<T> {
  return classified(call, 'state-store');
}

/** The commit may have been on its way, and be carried out when nobody waits for it any more. */
function outcomeUnknown(cause: Error): CodedError {
  return new CodedError('unavailable', 'outcome-unknown', `MongoDB: ${cause.message}`, { cause });
}

function filterOf(wanted: StateQuery['anyOf'][number]): Filter<StateRow> {
  return Object.fromEntries(
    Object.entries(wanted).map(([field, value]) => [`state.${field}`, { $eq: value }]),
  );
}

function toStored<State>({ _id, revision, state, commands }: StateRow): StoredState<State> {
  return { id: _id, revision, state, commands } as StoredState<State>;
}

function toRow(message: StateWrite['messages'][number]): OutboxRow {
  const { id, ...fields } = asJson(message);
  return { _id: id, ...fields };
}

/** What has no value is left out, as in JSON; the driver would store null. */
function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function outrun(collection: string, id: string, expectedRevision: number): CodedError {
  return new CodedError(
    'conflict',
    'revision-conflict',
    `${collection} ${id} is not at revision ${expectedRevision}`,
  );
}
