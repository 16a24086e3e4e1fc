import { Long } from 'bson';
import { wholeNumber } from '../bson/values.ts';
import type { CursorSource } from '../cursors/cursors.ts';
import { DocumentCursor } from '../cursors/document-cursor.ts';
import { badValue } from '../errors.ts';
import { encodeCursorReply } from '../wire/cursor-reply.ts';
import type { CommandContext } from './command.ts';

/** How many documents a first batch holds when nothing is said. */
export const FIRST_BATCH = 101;

/** Reads a batch size. */
export function batchSizeOf(value: unknown, fallback: number): number {
  const size = wholeNumber(value, 'batchSize', fallback);
  if (size < 0) throw badValue('BatchSize must be a non-negative number');
  return size;
}

/** Opens a cursor over documents and answers its first batch; in a transaction they are all found at once. */
export function answerWithDocuments(
  context: CommandContext,
  ns: string,
  documents: Iterable<Buffer>,
  batchSize: number,
  isSingleBatch = false,
): Buffer {
  const { transaction, cursors } = context;
  const found = transaction ? [...documents] : documents;
  const source = new DocumentCursor(ns, found[Symbol.iterator](), transaction);
  const batch = source.next({ batchSize });
  const isOver = batch.isDone || isSingleBatch;
  if (isOver) source.close();
  const id = isOver ? Long.ZERO : cursors.add(source);
  return encodeCursorReply(true, { id, ns }, batch.documents);
}

/** Answers the first batch of a cursor that may wait for its documents. */
export async function answerWithSource(
  context: CommandContext,
  source: CursorSource,
  batchSize: number,
): Promise<Buffer> {
  const batch = await source.next({
    batchSize,
    waitMs: 0,
    onCancel: (listener) => context.connection.onClose(listener),
  });
  const id = batch.isDone ? Long.ZERO : context.cursors.add(source);
  return encodeCursorReply(
    true,
    { id, ns: source.ns, postBatchResumeToken: batch.resumeToken },
    batch.documents,
  );
}
