const CODE_NAMES: Record<number, string> = {
  2: 'BadValue',
  9: 'FailedToParse',
  11: 'UserNotFound',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  117: 'ConflictingOperationInProgress',
  136: 'CappedPositionLost',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  225: 'TransactionTooOld',
  237: 'CursorKilled',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  260: 'InvalidResumeToken',
  263: 'OperationNotSupportedInTransaction',
  286: 'ChangeStreamHistoryLost',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  17280: 'KeyTooLong',
};

const TRANSIENT_CODES = new Set([112, 246, 251]);

/**
 * An error as the server answers it: a numeric code from the server's public list of error codes, the
 * message, further fields of the answer (`keyPattern`, `keyValue`) and error labels.
 */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: number;
  readonly fields: Record<string, unknown>;
  readonly labels: readonly string[];

  constructor(code: number, message: string, fields: Record<string, unknown> = {}, labels: string[] = []) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.labels = labels;
  }

  /** The server's name of the code, `Location<code>` for codes without one. */
  get codeName(): string {
    return CODE_NAMES[this.code] ?? `Location${this.code}`;
  }

  /** Whether a whole transaction may be tried again after this error (label TransientTransactionError). */
  get isTransientInTransaction(): boolean {
    return TRANSIENT_CODES.has(this.code);
  }

  /** The document of an answer, or an item of `writeErrors` without `ok`. */
  toDocument(): Record<string, unknown> {
    return { code: this.code, codeName: this.codeName, errmsg: this.message, ...this.fields };
  }
}

/** A value the server would refuse too (code 2 BadValue). */
export function badValue(message: string): ServerError {
  return new ServerError(2, message);
}

/** Something the real server serves and this one does not; the message names it (code 115). */
export function notServed(what: string): ServerError {
  return new ServerError(115, `${what} is not served by the embedded MongoDB`);
}

/** A conflict with another transaction; the caller's transaction is to be tried again. */
export function writeConflict(): ServerError {
  return new ServerError(
    112,
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
  );
}
