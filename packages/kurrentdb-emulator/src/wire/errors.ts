import { Metadata, status } from '@grpc/grpc-js';

/** An answer that is an error: a gRPC status with the trailers by which the clients recognise it. */
export class StatusError extends Error {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;

  constructor(code: status, details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details);
    this.code = code;
    this.details = details;
    this.metadata = new Metadata();
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, trailerText(value));
  }
}

// A trailer is visible ASCII; names of streams and groups may be anything.
const trailerText = (value: string): string =>
  /^[\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value);

/** Something the real server serves and the emulator does not; `what` names it. */
export const notServed = (what: string): StatusError =>
  new StatusError(status.UNIMPLEMENTED, `The embedded KurrentDB does not serve ${what}.`);

/** A request that no server could serve; the message says what is wrong with it. */
export const invalidArgument = (message: string): StatusError =>
  new StatusError(status.INVALID_ARGUMENT, message);

/** A proposed event lacks a piece of metadata that the protocol requires (`type`, `content-type`). */
export const metadataMissing = (property: string): StatusError =>
  new StatusError(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing.`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

/** The append is larger than the server's limit. */
export const appendTooLarge = (maxAppendSize: number): StatusError =>
  new StatusError(status.INVALID_ARGUMENT, `Maximum Append Size of ${maxAppendSize} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxAppendSize),
  });

/** A write (not an append) met another revision than it expected; -1 stands for no stream. */
export const wrongExpectedVersion = (stream: string, expected: number, actual: number): StatusError =>
  new StatusError(
    status.FAILED_PRECONDITION,
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      ...(actual >= 0 && { 'actual-version': String(actual) }),
    },
  );

/** The store is away or closing; the client may try again. */
export const unavailable = (message: string): StatusError => new StatusError(status.UNAVAILABLE, message);

/** Another node is the leader, and the call is for the leader; the clients connect to the one that is named. */
export const notLeader = (leader: { readonly host: string; readonly port: number }): StatusError =>
  new StatusError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });

/** Trailers of every error about a persistent subscription. */
const groupTrailers = (exception: string, stream: string, group: string) => ({
  exception,
  'stream-name': stream,
  'group-name': group,
});

/** No such group on the stream. */
export const groupDoesNotExist = (stream: string, group: string): StatusError =>
  new StatusError(
    status.NOT_FOUND,
    `Subscription group ${group} on stream ${stream} does not exist.`,
    groupTrailers('persistent-subscription-does-not-exist', stream, group),
  );

/** The group is there already. */
export const groupExists = (stream: string, group: string): StatusError =>
  new StatusError(
    status.ALREADY_EXISTS,
    `Subscription group ${group} on stream ${stream} exists.`,
    groupTrailers('persistent-subscription-exists', stream, group),
  );

/** The group was deleted or changed, or its consumer asked to be stopped. */
export const groupDropped = (stream: string, group: string): StatusError =>
  new StatusError(
    status.CANCELLED,
    `Subscription group ${group} on stream ${stream} was dropped.`,
    groupTrailers('persistent-subscription-dropped', stream, group),
  );

/** The group has as many consumers as its settings allow. */
export const groupIsFull = (stream: string, group: string): StatusError =>
  new StatusError(
    status.FAILED_PRECONDITION,
    `Maximum subscriptions reached for subscription group ${group} on stream ${stream}.`,
    groupTrailers('maximum-subscribers-reached', stream, group),
  );

/** Turns whatever a handler threw into an answer; an unforeseen error keeps its message. */
export function toStatusError(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'store-unavailable') return unavailable(message);
  if (code === 'unsupported-metadata') return new StatusError(status.UNIMPLEMENTED, message);
  return new StatusError(status.INTERNAL, message);
}
