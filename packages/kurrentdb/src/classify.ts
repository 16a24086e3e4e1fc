import { CodedError } from '@tools-provider/mediator';

/** The client's error types that mean: the server is not there, or not able to answer now. */
const UNAVAILABLE = new Set([
  'timeout',
  'deadline-exceeded',
  'unavailable',
  'cancelled',
  'not-leader',
  'unknown',
  'persistent-subscription-dropped',
  'persistent-subscription-does-not-exist',
  'maximum-subscribers-reached',
]);

interface ClientError extends Error {
  readonly type: string;
  readonly streamName?: string;
  readonly actualState?: unknown;
}

/** Turns what the client threw into an error with a kind; nothing of the client's leaves this package. */
export function classify(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  if (!isClientError(error)) {
    return new CodedError('unavailable', 'event-store-unavailable', messageOf(error), { cause: error });
  }
  if (error.type === 'stream-not-found') {
    return new CodedError('not-found', 'stream-not-found', `There is no stream ${error.streamName}`, {
      cause: error,
    });
  }
  if (error.type === 'wrong-expected-version') {
    const current =
      typeof error.actualState === 'bigint' ? { currentRevision: Number(error.actualState) } : {};
    return new CodedError('conflict', 'revision-conflict', `Somebody else appended to ${error.streamName}`, {
      cause: error,
      ...current,
    });
  }
  if (error.type === 'maximum-append-size-exceeded' || error.type === 'transaction-max-size-exceeded') {
    return new CodedError('invalid', 'append-too-large', 'The change is larger than one append may be', {
      cause: error,
    });
  }
  if (error.type === 'stream-deleted' || error.type === 'stream-tombstoned') {
    return new CodedError(
      'gone',
      'stream-deleted',
      `The stream ${error.streamName} was removed from the log`,
      {
        cause: error,
      },
    );
  }
  if (UNAVAILABLE.has(error.type)) {
    return new CodedError('unavailable', 'event-store-unavailable', `KurrentDB: ${error.message}`, {
      cause: error,
    });
  }
  return new CodedError('defect', 'event-store-error', `KurrentDB: ${error.message}`, { cause: error });
}

/** Whether a call failed before anything of it was sent: there was nobody to send it to. */
export function wasNeverSent(error: unknown): boolean {
  return error instanceof Error && error.message.includes('No connection established');
}

/** Whether the node has answered that another one is the leader. The client connects to that one for its next call, but does not repeat this one. */
export function isNotLeader(error: unknown): boolean {
  return isClientError(error) && error.type === 'not-leader';
}

/** Whether the client's error says that a persistent subscription's group is there already. */
export function isGroupExists(error: unknown): boolean {
  return isClientError(error) && error.type === 'persistent-subscription-exists';
}

/** Whether the client's error says that there is no such group of a persistent subscription. */
export function isGroupMissing(error: unknown): boolean {
  return isClientError(error) && error.type === 'persistent-subscription-does-not-exist';
}

function isClientError(error: unknown): error is ClientError {
  return error instanceof Error && 'type' in error && typeof error.type === 'string';
}

function messageOf(error: unknown): string {
  return `KurrentDB: ${error instanceof Error ? error.message : String(error)}`;
}
