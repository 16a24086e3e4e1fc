import {
  type AnyClientBulkWriteModel,
  type ClientSession,
  type Document,
  type MongoClient,
  MongoClientBulkWriteError,
  MongoServerError,
} from 'mongodb';

interface WriteTo {
  /** The collection with its database before it, as in `tools_provider.tool-groups`. */
  readonly namespace: string;
}

interface WriteOfOne extends WriteTo {
  readonly filter: { readonly _id: string; readonly [field: string]: unknown };
}

/** One write of a command over several collections. */
export type Write =
  | (WriteTo & { readonly name: 'insertOne'; readonly document: object })
  | (WriteOfOne & { readonly name: 'updateOne'; readonly update: object; readonly upsert: boolean })
  | (WriteOfOne & { readonly name: 'replaceOne'; readonly replacement: object; readonly upsert: boolean })
  | (WriteOfOne & { readonly name: 'deleteOne' });

/** Why a command over several collections broke off: the write that the server refused, and the error as if it had been sent alone. */
export class RefusedWrite extends Error {
  readonly write: Write | undefined;
  /** Whether each update before it has found, or made, what it was for. */
  readonly haveUpdatesFound: boolean;
  override readonly cause: MongoServerError;

  constructor(write: Write | undefined, haveUpdatesFound: boolean, cause: MongoServerError) {
    super(cause.message);
    this.write = write;
    this.haveUpdatesFound = haveUpdatesFound;
    this.cause = cause;
  }
}

/**
 * Sends writes to any collections as one command, one round trip, in their order (MongoDB 8.0 and newer). Answers whether each update has
 * found, or by an upsert made, what it was for. Rejects with {@link RefusedWrite} when a write was refused; none after it was done.
 */
export async function writeAsOneCommand(
  client: MongoClient,
  writes: readonly Write[],
  session?: ClientSession,
): Promise<boolean> {
  // The driver types a model by the schema of one collection; these are of many.
  const models = writes as readonly AnyClientBulkWriteModel<Document>[];
  try {
    return haveFound(
      await client.bulkWrite(models, { ordered: true, ...(session === undefined ? {} : { session }) }),
      writes,
    );
  } catch (error) {
    if (!(error instanceof MongoClientBulkWriteError)) throw error;
    const [refused] = error.writeErrors;
    if (refused === undefined) throw error.cause ?? error;
    const [index, { code, message }] = refused;
    const before = writes.slice(0, index);
    const found = error.partialResult === undefined || haveFound(error.partialResult, before);
    throw new RefusedWrite(writes[index], found, new MongoServerError({ message, code }));
  }
}

function haveFound(
  { matchedCount, upsertedCount }: { readonly matchedCount: number; readonly upsertedCount: number },
  writes: readonly Write[],
): boolean {
  const updates = writes.filter(({ name }) => name === 'updateOne' || name === 'replaceOne');
  return matchedCount + upsertedCount >= updates.length;
}
