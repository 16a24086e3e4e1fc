import { createServer, type Server as NetServer } from 'node:net';
import { answerRequest } from './commands/dispatch.ts';
import { Cursors } from './cursors/cursors.ts';
import { Engine } from './engine/engine.ts';
import { Sessions } from './engine/sessions.ts';
import { Connection } from './wire/connection.ts';

/** How an embedded MongoDB is started. */
export interface MongoDbEmulatorOptions {
  /** Where the data lasts; made when missing, held by one process at a time. */
  readonly dataFolder: string;
  /** The address to bind, 127.0.0.1 by default. */
  readonly host?: string;
  /** The port, a free one by default. */
  readonly port?: number;
  /** How many changes change streams can resume over (20,000), the oldest tenth goes first. */
  readonly oplogEntries?: number;
  /** How long a transaction may stay open, in milliseconds (60,000, the server's transactionLifetimeLimitSeconds). */
  readonly transactionLifetimeMs?: number;
  /** Told once when the disk refused a write; the server has stopped answering then. */
  readonly onFailure?: (error: Error) => void;
}

/** A running embedded MongoDB. */
export interface MongoDbEmulator {
  /** A connection string without a database: `mongodb://127.0.0.1:PORT/?directConnection=true`. */
  readonly url: string;
  readonly port: number;
  /** Commits what is pending, closes all connections and the data folder. */
  close(): Promise<void>;
}

const OPLOG_ENTRIES = 20_000;
const OPLOG_BYTES = 128 * 1024 * 1024;
const TRANSACTION_LIFETIME_MS = 60_000;

function listen(server: NetServer, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, host, () => {
    server.off('error', reject);
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  });
  return promise;
}

/** Starts an embedded MongoDB on a data folder. Rejects with one plain sentence when folder or port cannot be had. */
export async function startMongoDbEmulator(options: MongoDbEmulatorOptions): Promise<MongoDbEmulator> {
  const { dataFolder, host = '127.0.0.1', port = 0, onFailure } = options;
  const connections = new Set<Connection>();
  const closeConnections = () => {
    for (const connection of connections) connection.close();
  };
  const engine = new Engine({
    dataFolder,
    oplog: { entries: options.oplogEntries ?? OPLOG_ENTRIES, bytes: OPLOG_BYTES },
    onFailure: (error) => {
      closeConnections();
      net.close();
      onFailure?.(error);
    },
  });
  const cursors = new Cursors();
  const lifetimeMs = options.transactionLifetimeMs ?? TRANSACTION_LIFETIME_MS;
  const sessions = new Sessions(engine, lifetimeMs, (transaction) => cursors.killOwnedBy(transaction));
  let lastId = 0;
  const net = createServer((socket) => {
    lastId += 1;
    const connection = new Connection(lastId, socket, (request, from) =>
      answerRequest({ engine, sessions, cursors }, from, request),
    );
    connections.add(connection);
    connection.onClose(() => {
      connections.delete(connection);
      sessions.connectionClosed(connection);
    });
  });
  const bound = await listen(net, port, host).catch(async (error: unknown) => {
    cursors.close();
    await engine.close();
    throw error;
  });
  const close = async () => {
    const stopped = new Promise<void>((resolve) => net.close(() => resolve()));
    cursors.close();
    sessions.close();
    // Clients that go on sending would keep it open for as long as they like.
    for (const connection of connections) connection.takeNoMore();
    await engine.queue.drain();
    closeConnections();
    await stopped;
    await engine.close();
  };
  return {
    url: `mongodb://${host.includes(':') ? `[${host}]` : host}:${bound}/?directConnection=true`,
    port: bound,
    close,
  };
}
