import { CodedError, isCoded } from '@tools-provider/mediator';

interface ConflictDetails {
  readonly cause?: unknown;
  readonly currentRevision?: number | undefined;
}

/** `not-found` (code `<name>-not-found`). */
export function notFound(name: string, id: string, cause?: unknown): CodedError {
  return new CodedError('not-found', `${name}-not-found`, `There is no ${name} ${id}`, { cause });
}

/** `gone` (code `<name>-deleted`). */
export function isGone(name: string, id: string, currentRevision: number): CodedError {
  return new CodedError('gone', `${name}-deleted`, `The ${name} ${id} was deleted`, { currentRevision });
}

/** `conflict` (code `<name>-already-exists`): the id is taken. */
export function alreadyExists(name: string, id: string, cause: CodedError): CodedError {
  return new CodedError('conflict', `${name}-already-exists`, `There is a ${name} ${id} already`, {
    cause,
    ...revisionIn(cause),
  });
}

/** `conflict` (code `stale-revision`): the aggregate is not at the revision that the sender has seen. */
export function staleRevision(
  name: string,
  id: string,
  expected: number,
  details: ConflictDetails,
): CodedError {
  const { currentRevision, cause } = details;
  const message =
    currentRevision === undefined
      ? `The ${name} ${id} is no longer at revision ${expected}`
      : `The ${name} ${id} is at revision ${currentRevision}, not ${expected}`;
  return new CodedError('conflict', 'stale-revision', message, { cause, ...revisionIn(details) });
}

/** Whether a store has refused to store because another writer was faster. */
export function isRevisionConflict(error: unknown): error is CodedError {
  return isCoded(error) && error.code === 'revision-conflict';
}

function revisionIn({ currentRevision }: ConflictDetails): { readonly currentRevision?: number } {
  return currentRevision === undefined ? {} : { currentRevision };
}
