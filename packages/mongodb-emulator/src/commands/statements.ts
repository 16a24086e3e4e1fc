import { Int32 } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { isTrue, wholeNumber } from '../bson/values.ts';
import type { WriteView } from '../engine/views.ts';
import { ServerError } from '../errors.ts';
import type { CommandContext } from './command.ts';
import { performWrite } from './perform-write.ts';

/** What one statement did; kept with its session, so that a retry gives it again. */
export interface StatementResult {
  readonly n: number;
  readonly nModified: number;
  readonly upsertedId?: unknown;
}

/** How far a statement over many documents has come; it is kept while it waits for a transaction in between. */
export interface Progress {
  readonly done: Set<number>;
  n: number;
  nModified: number;
}

/** What the statements of a command did together. */
export interface BulkResult {
  readonly n: number;
  readonly nModified: number;
  readonly upserted: { index: number; _id: unknown }[];
  readonly writeErrors: Doc[];
}

function toRecord({ n, nModified, upsertedId }: StatementResult): Doc {
  return { n, nModified, ...(upsertedId !== undefined && { upsertedId }) };
}

function fromRecord(record: Doc): StatementResult {
  return {
    n: wholeNumber(record.n, 'n', 0),
    nModified: wholeNumber(record.nModified, 'nModified', 0),
    ...('upsertedId' in record && { upsertedId: record.upsertedId }),
  };
}

function asWriteError(context: CommandContext, error: unknown, index: number): Doc {
  if (!(error instanceof ServerError)) throw error;
  if (context.transaction && error.isTransientInTransaction) throw error;
  const { codeName: _, ...item } = error.toDocument();
  return { index, ...item };
}

/**
 * Runs the statements of a write command in order; after an error it stops, or goes on when `ordered` is
 * false. Statements that a retryable write has done before are not done again. `onDone` is told of each that was done, now or before.
 */
export async function runStatements<Statement>(
  context: CommandContext,
  statements: readonly Statement[],
  run: (view: WriteView, statement: Statement, progress: Progress) => StatementResult,
  onDone: (result: StatementResult, index: number) => void = () => {},
): Promise<BulkResult> {
  const { retry, engine, session, body } = context;
  const isOrdered = body.ordered === undefined || isTrue(body.ordered);
  const firstId = wholeNumber(body.stmtId, 'stmtId', 0);
  const upserted: BulkResult['upserted'] = [];
  const writeErrors: Doc[] = [];
  let [n, nModified] = [0, 0];
  const save = () => {
    if (retry && session !== undefined && retry.results.size > 0) engine.saveRetry(session, retry);
  };
  for (const [index, statement] of statements.entries()) {
    try {
      const known = retry?.results.get(firstId + index);
      let result = known && fromRecord(known);
      if (!result) {
        const progress: Progress = { done: new Set(), n: 0, nModified: 0 };
        const done = performWrite(context, (view) => run(view, statement, progress), save);
        result = done instanceof Promise ? await done : done;
        retry?.results.set(firstId + index, toRecord(result));
      }
      n += result.n;
      nModified += result.nModified;
      if (result.upsertedId !== undefined) upserted.push({ index, _id: result.upsertedId });
      onDone(result, index);
    } catch (error) {
      writeErrors.push(asWriteError(context, error, index));
      if (isOrdered || context.transaction) break;
    }
  }
  save();
  return { n, nModified, upserted, writeErrors };
}

/** The common part of a write command's answer. */
export function answerOf({ n, writeErrors }: BulkResult): Doc {
  return { n: new Int32(n), ...(writeErrors.length > 0 && { writeErrors }) };
}
