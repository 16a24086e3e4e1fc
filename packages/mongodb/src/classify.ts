import { CodedError } from '@tools-provider/mediator';
import { MongoBulkWriteError, MongoError, MongoInvalidArgumentError, MongoServerError } from 'mongodb';
import { answeredInTime } from './answered-in-time.ts';
import { RefusedWrite } from './one-command.ts';

const DUPLICATE_KEY = 11000;
const WRITE_CONFLICT = 112;
const OBJECT_TOO_LARGE = new Set([10334, 17419, 17420]);
/** Server errors that a change of primary or a stop of the server causes. */
const NOT_NOW = new Set([6, 7, 89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436]);
const NOT_REACHED = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
  'MongoExpiredSessionError',
  'MongoWaitQueueTimeoutError',
]);

/** A socket's own errors: the driver lets one out unwrapped when it writes to a connection that the server has just ended. */
const SOCKET_CODES = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_SOCKET_CLOSED',
]);

/** How the driver says that a document is larger than the server takes. */
const TOO_LARGE = ['larger than the maximum size', 'exceeds the max bson object size'];

/** What MongoDB is to the caller: `<store>-unavailable` says what cannot be done meanwhile. */
type Store = 'read-model' | 'state-store';

/** Turns what the driver threw into an error with a kind; nothing of the driver's leaves this package. */
export function classify(error: unknown, store: Store = 'read-model'): CodedError {
  if (error instanceof CodedError) return error;
  // What broke a bulk write off is inside what the driver makes of it.
  if (error instanceof MongoBulkWriteError && isError(error.errorResponse)) {
    return classify(error.errorResponse, store);
  }
  if (error instanceof RefusedWrite) return classify(error.cause, store);
  const message = `MongoDB: ${error instanceof Error ? error.message : String(error)}`;
  const is = (kind: CodedError['kind'], code: string) =>
    new CodedError(kind, code, message, { cause: error });
  const isAway = () => is('unavailable', `${store}-unavailable`);
  if (isSocketError(error)) return isAway();
  if (isTooLargeForDriver(error)) {
    const tooLarge = 'MongoDB: A document would be larger than the 16 MB that one can have';
    return new CodedError('invalid', 'document-too-large', tooLarge, { cause: error });
  }
  if (!(error instanceof MongoError)) return is('defect', `${store}-error`);
  if (error.hasErrorLabel('UnknownTransactionCommitResult')) return is('unavailable', 'outcome-unknown');
  if (NOT_REACHED.has(error.name)) return isAway();
  const code = error instanceof MongoServerError ? Number(error.code) : undefined;
  if (code === DUPLICATE_KEY || code === WRITE_CONFLICT) return is('conflict', 'lost-race');
  if (error.hasErrorLabel('TransientTransactionError')) return is('conflict', 'lost-race');
  if (code !== undefined && NOT_NOW.has(code)) return isAway();
  if (code !== undefined && OBJECT_TOO_LARGE.has(code)) return is('invalid', 'document-too-large');
  return is('defect', `${store}-error`);
}

/** Runs a call of the driver, so that only classified errors come out of it, and none takes longer than {@link answeredInTime} allows. */
export async function classified<T>(call: () => Promise<T>, store?: Store): Promise<T> {
  try {
    return await answeredInTime(call());
  } catch (error) {
    throw classify(error, store);
  }
}

function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error;
}

/** The driver refuses a document that is larger than the server takes, and one that is larger than its own buffer it fails to write into that. */
function isTooLargeForDriver(error: unknown): boolean {
  if (error instanceof RangeError) return 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
  if (!(error instanceof MongoInvalidArgumentError)) return false;
  // A write to several collections has words of its own for both.
  return TOO_LARGE.some((words) => error.message.includes(words)) || isTooLargeForDriver(error.cause);
}

function isSocketError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SOCKET_CODES.has(String(error.code));
}
