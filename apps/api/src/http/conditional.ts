import { CodedError } from '@tools-provider/mediator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalidHeader } from './invalid-request.ts';

/** The longest that `Prefer: wait` is heeded, in seconds. */
export const MAX_WAIT_SECONDS = 30;

/** The ETag of an aggregate at a revision: the number in quotation marks. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/**
 * The revision that `If-Match` names. `undefined` without the header, and for `*`: any revision will do. Anything but one strong ETag of
 * ours is `invalid`.
 */
export function revisionOfIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, digits] = /^"(\d{1,15})"$/.exec(header.trim()) ?? [];
  if (digits === undefined) {
    throw invalidHeader(
      'If-Match',
      'must be one ETag as the api gives it, the revision in quotation marks: "7"',
    );
  }
  return Number(digits);
}

/** Refuses a request without `If-Match`: what it overwrites must be what its sender has read, or (`*`) whatever there is. */
export function requireIfMatch(header: string | undefined): void {
  if (header !== undefined) return;
  const detail = 'must name the revision that is to be replaced, as its ETag: "7"';
  throw new CodedError('refused', 'precondition-required', `If-Match ${detail}`, {
    places: [{ pointer: 'If-Match:', detail }],
  });
}

/** Whether `If-None-Match` says that the caller has this revision already. */
export function isNotModified(header: string | undefined, revision: number): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .some((tag) => ['*', etagOf(revision), `W/${etagOf(revision)}`].includes(tag.trim()));
}

/**
 * Sets the headers of what is read where it is written, so that it is never behind. True when the caller has the same already
 * (`If-None-Match`): then there is nothing to send but 304.
 */
export function describeState(request: FastifyRequest, reply: FastifyReply, revision: number): boolean {
  reply.header('etag', etagOf(revision)).header('cache-control', 'private, no-cache');
  return isNotModified(request.headers['if-none-match'], revision);
}

/** The seconds of `Prefer: wait=<seconds>` (RFC 7240), at most {@link MAX_WAIT_SECONDS}; 0 without. Other preferences are not heeded. */
export function waitSecondsOf(header: string | readonly string[] | undefined): number {
  const preferences = [header ?? []].flat().join(',');
  const [, seconds] = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=[,;]|$)/i.exec(preferences) ?? [];
  return Math.min(Number(seconds ?? 0), MAX_WAIT_SECONDS);
}
