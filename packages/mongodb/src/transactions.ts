import type { ClientSession, MongoClient, TransactionOptions } from 'mongodb';

const TRANSACTION: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
};

/** Runs `work` in a transaction that sees one moment and is on a majority of servers when this resolves; lost races are tried again. */
export async function inTransaction<T>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  return await client.withSession((session) => session.withTransaction(() => work(session), TRANSACTION));
}
