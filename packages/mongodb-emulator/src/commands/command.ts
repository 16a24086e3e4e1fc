import type { Doc } from '../bson/codec.ts';
import { encode } from '../bson/codec.ts';
import { isDocument } from '../bson/values.ts';
import type { Cursors } from '../cursors/cursors.ts';
import type { Engine } from '../engine/engine.ts';
import type { Sessions } from '../engine/sessions.ts';
import type { Transaction } from '../engine/transaction.ts';
import { committedView, type ReadView } from '../engine/views.ts';
import { badValue, ServerError } from '../errors.ts';
import type { Collection, Namespace } from '../storage/collection.ts';
import type { RetryRecord } from '../storage/retry-records.ts';
import type { Connection } from '../wire/connection.ts';
import type { Request, SentDocument } from '../wire/messages.ts';

/** What all commands work on. */
export interface Server {
  readonly engine: Engine;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
}

/** One command being run. */
export interface CommandContext extends Server {
  readonly connection: Connection;
  readonly request: Request;
  /** The command's name as it was sent, the first field of the body. */
  readonly name: string;
  readonly body: Doc;
  readonly db: string;
  readonly session: string | undefined;
  readonly txnNumber: number | undefined;
  readonly transaction: Transaction | undefined;
  /** What a retryable write has done already; undefined when the write is not retryable. */
  readonly retry: RetryRecord | undefined;
}

/** A command: the fields it takes besides those every command takes, and what it does. */
export interface Command {
  readonly fields: readonly string[];
  /** Whether it may be part of a multi-document transaction. */
  readonly inTransaction?: boolean;
  /** Whether it is a write that is applied once when it is sent again with its transaction number. */
  readonly isRetryable?: boolean;
  /** The answer without or with `ok`, or its bytes. */
  run(context: CommandContext): Doc | Buffer | Promise<Doc | Buffer>;
}

/** The namespace a command names by its first field. */
export function namespaceOf({ body, name, db }: CommandContext): Namespace {
  const collection = body[name];
  if (typeof collection !== 'string')
    throw new ServerError(73, `collection name has invalid type for ${name}`);
  if (collection === '') throw new ServerError(73, `Invalid namespace specified '${db}.'`);
  return { db, name: collection };
}

/** What a command reads from: its transaction's snapshot, or the committed state. */
export function viewOf({ transaction }: CommandContext): ReadView {
  return transaction ?? committedView;
}

/** The collection a command reads; 246 when it was dropped since the transaction's snapshot. */
export function collectionOf(context: CommandContext, namespace: Namespace): Collection | undefined {
  const { transaction, engine } = context;
  if (transaction && engine.isDroppedSince(namespace, transaction.snapshot)) {
    throw new ServerError(
      246,
      `${namespace.db}.${namespace.name} was dropped after the transaction's snapshot`,
    );
  }
  return engine.catalog.find(namespace);
}

/** The documents of a command's list, from a document sequence or from the body. */
export function listOf({ request, body }: CommandContext, field: string): SentDocument[] {
  const sequence = request.sequences.get(field);
  if (sequence) return sequence;
  const list = body[field];
  if (!Array.isArray(list) || !list.every(isDocument))
    throw badValue(`the field '${field}' must be an array of objects`);
  return list.map((doc) => ({ raw: encode(doc), doc }));
}

/** A field that is a document, or an empty one when it is missing. */
export function documentField(body: Doc, field: string): Doc {
  const value = body[field];
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw new ServerError(14, `the field '${field}' must be an object`);
  return value;
}
