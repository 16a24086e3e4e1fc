/**
 * What went wrong, as a closed set: edges decide by the kind alone (an HTTP status, an ack, a retry).
 *
 * `invalid` malformed input · `unauthenticated` no caller · `forbidden` caller may not · `not-found` never existed ·
 * `gone` was deleted · `refused` a rule said no · `conflict` somebody else was faster · `unavailable` a store cannot be
 * reached · `defect` a bug of ours.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'refused'
  | 'conflict'
  | 'unavailable'
  | 'defect';

/** One place in the input that an error is about. `pointer` is a JSON Pointer (RFC 6901) into the body, or `?name` of a query parameter. */
export interface ErrorPlace {
  readonly pointer: string;
  readonly detail: string;
}

/** What an error carries beside its message. */
export interface ErrorDetails {
  readonly cause?: unknown;
  readonly places?: readonly ErrorPlace[];
  /** The revision the aggregate has, where the error is about a revision that it does not have. */
  readonly currentRevision?: number;
}

/** The error every layer throws: a closed `kind`, a stable `code` in kebab-case, and values in the message. */
export class CodedError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly places: readonly ErrorPlace[];
  readonly currentRevision: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.kind = kind;
    this.code = code;
    this.places = details.places ?? [];
    this.currentRevision = details.currentRevision;
  }
}

/** Reads an error's kind across package boundaries, by its shape; anything without one is a `defect`. */
export function kindOf(error: unknown): ErrorKind {
  return isCoded(error) ? error.kind : 'defect';
}

/** True for an error that carries `kind` and `code`, whichever copy of this package made it. */
export function isCoded(error: unknown): error is CodedError {
  return error instanceof Error && 'kind' in error && 'code' in error;
}
