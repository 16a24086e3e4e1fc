import type { Doc } from '../bson/codec.ts';
import { bsonType, isDocument, isTrue, numericValue } from '../bson/values.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import type { Connection } from '../wire/connection.ts';
import type { Request } from '../wire/messages.ts';
import { aggregateCommands } from './aggregate.ts';
import { bulkWriteCommands } from './bulk-write.ts';
import { catalogCommands } from './catalog.ts';
import type { Command, CommandContext, Server } from './command.ts';
import { findAndModifyCommands } from './find-and-modify.ts';
import { handshakeCommands } from './handshake.ts';
import { readCommands } from './read.ts';
import { sessionText } from './session-id.ts';
import { transactionCommands } from './transaction-commands.ts';
import { writeCommands } from './write.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  ...handshakeCommands,
  ...catalogCommands,
  ...readCommands,
  ...aggregateCommands,
  ...writeCommands,
  ...bulkWriteCommands,
  ...findAndModifyCommands,
  ...transactionCommands,
};

const SHARED_FIELDS = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** Commands of the real server that a client may well send, and that are not served here. */
const KNOWN = new Set([
  'authenticate',
  'collMod',
  'collStats',
  'compact',
  'connectionStatus',
  'createSearchIndexes',
  'createUser',
  'currentOp',
  'dbStats',
  'explain',
  'fsync',
  'getLog',
  'getParameter',
  'hostInfo',
  'killAllSessions',
  'killOp',
  'killSessions',
  'mapReduce',
  'reIndex',
  'renameCollection',
  'replSetGetStatus',
  'saslContinue',
  'saslStart',
  'serverStatus',
  'setParameter',
  'shutdown',
  'startSession',
  'top',
  'usersInfo',
  'validate',
]);

function commandNamed(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command;
  if (KNOWN.has(name)) throw notServed(`the command ${name}`);
  throw new ServerError(59, `no such command: '${name}'`);
}

function checkConcerns(body: Doc): void {
  const { readConcern, writeConcern, autocommit } = body;
  if (isDocument(readConcern)) {
    const { level = 'local', ...rest } = readConcern;
    if (!['local', 'available', 'majority', 'snapshot', 'linearizable'].includes(String(level))) {
      throw new ServerError(9, `readConcern.level must be a known level, not ${String(level)}`);
    }
    if (level === 'snapshot' && autocommit !== false)
      throw notServed('readConcern snapshot outside a transaction');
    const other = Object.keys(rest)[0];
    if (other !== undefined) throw notServed(`readConcern.${other}`);
  }
  if (isDocument(writeConcern)) {
    const { w } = writeConcern;
    const number = numericValue(w);
    const isServed = w === undefined || w === 'majority' || (number !== undefined && Number(number) <= 1);
    if (!isServed)
      throw new ServerError(100, `Not enough data-bearing nodes for the write concern w: ${String(w)}`);
  }
}

function checkFields(command: Command, name: string, request: Request): void {
  for (const field of [...Object.keys(request.body), ...request.sequences.keys()]) {
    if (field === name || SHARED_FIELDS.has(field) || command.fields.includes(field)) continue;
    throw new ServerError(
      40415,
      `BSON field '${name}.${field}' is not served by the embedded MongoDB, or unknown`,
    );
  }
}

function sessionOf(body: Doc): string | undefined {
  return isDocument(body.lsid) ? sessionText(body.lsid) : undefined;
}

function transactionOf(
  { sessions }: Server,
  connection: Connection,
  command: Command,
  name: string,
  body: Doc,
): Pick<CommandContext, 'session' | 'txnNumber' | 'transaction' | 'retry'> {
  const session = sessionOf(body);
  const number = numericValue(body.txnNumber);
  const none = { session, txnNumber: undefined, transaction: undefined, retry: undefined };
  if (number === undefined) return none;
  if (session === undefined || bsonType(body.txnNumber) !== 'Long') {
    throw badValue('Transaction numbers are 64-bit integers and need a session');
  }
  const txnNumber = Number(number);
  if (body.autocommit !== false) {
    if (!command.isRetryable) throw notServed(`${name} with a transaction number outside a transaction`);
    return { ...none, txnNumber, retry: sessions.retryRecord(session, txnNumber) };
  }
  if (name === 'commitTransaction' || name === 'abortTransaction') return { ...none, txnNumber };
  if (!command.inTransaction) {
    throw new ServerError(263, `Cannot run '${name}' in a multi-document transaction.`);
  }
  const transaction = isTrue(body.startTransaction)
    ? sessions.start(session, txnNumber, connection)
    : sessions.current(session, txnNumber, connection);
  return { ...none, txnNumber, transaction };
}

function hasFailed(reply: Doc | Buffer): boolean {
  return !Buffer.isBuffer(reply) && (Array.isArray(reply.writeErrors) || Number(reply.nErrors ?? 0) > 0);
}

function asReply(error: unknown, isTransaction: boolean): Doc {
  const known = error instanceof ServerError ? error : new ServerError(1, `Internal error: ${String(error)}`);
  const labels = [...known.labels];
  if (isTransaction && known.isTransientInTransaction) labels.push('TransientTransactionError');
  return { ok: 0, ...known.toDocument(), ...(labels.length > 0 && { errorLabels: labels }) };
}

async function runCommand(server: Server, connection: Connection, request: Request): Promise<Doc | Buffer> {
  const { body } = request;
  const name = Object.keys(body)[0] ?? '';
  const command = commandNamed(name);
  if (typeof body.$db !== 'string') throw new ServerError(40571, 'OP_MSG requests require a $db argument');
  checkFields(command, name, request);
  checkConcerns(body);
  const identified = transactionOf(server, connection, command, name, body);
  const { session, transaction } = identified;
  const abort = () => {
    if (transaction && session !== undefined) server.sessions.endTransaction(session, transaction);
  };
  try {
    const reply = await command.run({
      ...server,
      connection,
      request,
      name,
      body,
      db: body.$db,
      ...identified,
    });
    // The manual: "if any operation in the transaction fails, the transaction aborts".
    if (hasFailed(reply)) abort();
    return Buffer.isBuffer(reply) ? reply : { ...reply, ok: 1 };
  } catch (error) {
    abort();
    throw error;
  }
}

/** Answers a request; the answer is given only when everything it rests on is on disk. */
export async function answerRequest(
  server: Server,
  connection: Connection,
  request: Request,
): Promise<Doc | Buffer> {
  let reply: Doc | Buffer;
  try {
    reply = await runCommand(server, connection, request);
  } catch (error) {
    reply = asReply(error, request.body.autocommit === false);
  }
  await server.engine.queue.pending;
  return reply;
}
