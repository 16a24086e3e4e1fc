import type { Consistency } from '@tools-provider/contracts';
import type { ReadDocument } from '@tools-provider/event-sourcing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endOfRequest } from '../event-stream/end-of-request.ts';
import { etagOf, isNotModified, waitSecondsOf } from '../http/conditional.ts';
import type { ReadResult, ReadWish } from './aggregate-reader.ts';

/** What a request asks for beside the id: how new, and how long it waits. Says in the answer when its preference is heeded. */
export function readWishOf(
  request: FastifyRequest,
  reply: FastifyReply,
  minRevision: number | undefined,
): ReadWish {
  const seconds = minRevision === undefined ? 0 : waitSecondsOf(request.headers.prefer);
  if (seconds === 0) return { minRevision };
  reply.header('preference-applied', `wait=${seconds}`);
  return { minRevision, patience: { seconds, signal: endOfRequest(request, reply) } };
}

/**
 * Sets what a read says in its headers. True when the caller has the same already (`If-None-Match`) and it is up to date: then there is
 * nothing to send but 304.
 */
export function describeRead(
  request: FastifyRequest,
  reply: FastifyReply,
  { document, consistency, isBehind }: ReadResult<ReadDocument>,
): boolean {
  reply.header('etag', etagOf(document.revision)).header('cache-control', 'private, no-cache');
  const status = headerOf(consistency, isBehind);
  if (status !== undefined) reply.header('consistency', status);
  return (
    consistency.status === 'projected' &&
    !isBehind &&
    isNotModified(request.headers['if-none-match'], document.revision)
  );
}

function headerOf({ status }: Consistency, isBehind: boolean): string | undefined {
  if (isBehind) return 'pending';
  return status === 'projected' ? undefined : status;
}
