import type { Problem } from '@tools-provider/contracts';
import { type ErrorKind, type ErrorPlace, isCoded } from '@tools-provider/mediator';

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  refused: 422,
  conflict: 409,
  unavailable: 503,
  defect: 500,
};

/** Codes for which HTTP has a better number than their kind's. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'selector-id-taken': 409,
  'not-quarantined': 409,
  'quarantine-moved': 409,
  diverged: 409,
  'stale-revision': 412,
  'body-too-large': 413,
  'append-too-large': 413,
  'unsupported-media-type': 415,
  'misdirected-request': 421,
  'headers-too-large': 431,
  'precondition-required': 428,
  'too-many-requests': 429,
};

const TITLE_OF_KIND: Readonly<Record<ErrorKind, string>> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'You may not do this',
  'not-found': 'Not found',
  gone: 'Deleted',
  refused: 'A rule says no',
  conflict: 'Somebody else was faster',
  unavailable: 'Not available right now',
  defect: 'Something went wrong here',
};

const DEFECT_DETAIL = 'This is a fault of the server, not of the request. The trace id finds it in the log.';

/**
 * What is said of a store that is away. The errors themselves hold the driver's words and the store's address, which are for the log. A
 * wish that is left in the read model may have been stored although no answer came, so of that nothing is promised.
 */
const DETAIL_OF_AWAY: Readonly<Record<string, string>> = {
  'event-store-unavailable': 'KurrentDB does not answer; nothing was changed. Try again in a moment.',
  'read-model-unavailable': 'MongoDB does not answer, so nothing can be shown. Try again in a moment.',
  'state-store-unavailable': 'MongoDB does not answer; nothing was changed. Try again in a moment.',
  'issuer-unavailable':
    'The OpenID issuer does not answer, so it is not known who you are; nothing was changed. Try again in a moment.',
  'outcome-unknown':
    'The store gave no answer, so it is not known whether this was carried out. Send it again with its Idempotency-Key, or read what there is.',
};

/** What stands in a problem beside the error itself. */
export interface ProblemContext {
  /** Where `/problems/{code}` is served, without a slash at the end. */
  readonly publicUrl: string;
  readonly instance: string;
  readonly traceId: string;
}

/** An error as an answer (RFC 9457). An error without a kind, and a `defect`, says nothing of itself but its trace id. */
export function problemOf(error: unknown, { publicUrl, instance, traceId }: ProblemContext): Problem {
  const { kind, code, detail, places, currentRevision } = factsOf(error);
  return {
    type: `${publicUrl}/problems/${code}`,
    title: TITLE_OF_KIND[kind],
    status: statusOf(kind, code),
    detail,
    code,
    instance,
    traceId,
    ...(places.length === 0 ? {} : { errors: [...places] }),
    ...(currentRevision === undefined ? {} : { currentRevision }),
  };
}

/** The HTTP status of an error. */
export function statusOf(kind: ErrorKind, code: string): number {
  return STATUS_OF_CODE[code] ?? STATUS_OF_KIND[kind];
}

/** Seconds after which an answer with this status is worth another try; `undefined` where trying again is of no use. */
export function retryAfterSeconds(status: number): number | undefined {
  return status === STATUS_OF_KIND.unavailable || status === STATUS_OF_CODE['too-many-requests']
    ? 1
    : undefined;
}

/** Why a store cannot answer, for the log; `undefined` for every other error. */
export function reasonOfAbsence(error: unknown): string | undefined {
  return isCoded(error) && Object.hasOwn(DETAIL_OF_AWAY, error.code) ? error.message : undefined;
}

/** Whether an answer with this status is the server's fault, and to be logged. */
export function isServerFault(status: number): boolean {
  return status >= STATUS_OF_KIND.defect;
}

interface ProblemFacts {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly detail: string;
  readonly places: readonly ErrorPlace[];
  readonly currentRevision: number | undefined;
}

function factsOf(error: unknown): ProblemFacts {
  if (!isCoded(error) || error.kind === 'defect') {
    return { kind: 'defect', code: 'defect', detail: DEFECT_DETAIL, places: [], currentRevision: undefined };
  }
  const { kind, code, places, currentRevision } = error;
  const detail = DETAIL_OF_AWAY[code] ?? error.message;
  return { kind, code, detail, places, currentRevision };
}
