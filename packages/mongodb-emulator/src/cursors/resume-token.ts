import type { Doc } from '../bson/codec.ts';
import { isDocument } from '../bson/values.ts';
import { ServerError } from '../errors.ts';

/** A place in the log of changes, in one data folder. */
export interface ResumePoint {
  readonly identity: string;
  readonly position: number;
  /** Right after an `invalidate` event, where only `startAfter` may go on. */
  readonly isInvalidate: boolean;
}

const TOKEN = /^([0-9a-f]{16})([0-9a-f]{14})0([01])$/;

/** The opaque token of a place in the log. */
export function encodeToken({ identity, position, isInvalidate }: ResumePoint): Doc {
  return { _data: `${identity}${position.toString(16).padStart(14, '0')}0${isInvalidate ? 1 : 0}` };
}

/** Reads a token back; 260 when it is none of this server's. */
export function decodeToken(token: unknown): ResumePoint {
  const data = isDocument(token) ? token._data : undefined;
  const parts = typeof data === 'string' ? TOKEN.exec(data) : null;
  if (!parts) throw new ServerError(260, 'The resume token is not valid');
  return {
    identity: parts[1] as string,
    position: Number.parseInt(parts[2] as string, 16),
    isInvalidate: parts[3] === '1',
  };
}

/** What was to be resumed from is no longer there (286); a driver does not try again after it. */
export function historyLost(): ServerError {
  return new ServerError(
    286,
    'Resume of change stream was not possible, as the resume point may no longer be in the oplog.',
    {},
    ['NonResumableChangeStreamError'],
  );
}
