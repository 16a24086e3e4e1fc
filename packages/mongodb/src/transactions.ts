import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs } from '@tools-provider/event-sourcing';
import { type ClientSession, type MongoClient, MongoError, type TransactionOptions } from 'mongodb';
import { classify } from './classify.ts';

const TRANSACTION: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
};

/** For how long a transaction is begun anew that loses one race after the other, in milliseconds. */
const LOST_RACES_MS = 5_000;

/** The waits between lost races, in milliseconds. */
const BACKOFF = { baseMs: 1, maxMs: 100 };

/** How often a commit that got no answer is sent again; the driver itself sends each of them twice. */
const COMMIT_ATTEMPTS = 2;

/**
 * Runs `work` in a transaction that sees one moment and is on a majority of servers when this resolves; lost races are tried again. The
 * driver's own `withTransaction` would also try again for two minutes when the server is away, and who waits would not be told so long.
 */
export async function inTransaction<T>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<T>,
  onLostRace: () => void = () => undefined,
): Promise<T> {
  const giveUpAt = performance.now() + LOST_RACES_MS;
  return await client.withSession(async (session) => {
    for (let attempt = 1; ; attempt += 1) {
      session.startTransaction(TRANSACTION);
      try {
        const result = await work(session);
        await commit(session);
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        if (!isLostRace(error)) throw error;
        onLostRace();
        if (performance.now() > giveUpAt) throw error;
        await wait(backoffMs(attempt, BACKOFF.baseMs, BACKOFF.maxMs));
      }
    }
  });
}

/** A commit that got no answer may be sent again: it is carried out once. */
async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (attempt === COMMIT_ATTEMPTS || !hasLabel(error, 'UnknownTransactionCommitResult')) throw error;
    }
  }
}

/** Another transaction was faster: this one is as if it had never been. */
function isLostRace(error: unknown): boolean {
  return hasLabel(error, 'TransientTransactionError') && classify(error).kind === 'conflict';
}

function hasLabel(error: unknown, label: string): boolean {
  return error instanceof MongoError && error.hasErrorLabel(label);
}
