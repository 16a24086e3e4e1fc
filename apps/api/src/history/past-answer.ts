import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, isNotModified } from '../http/conditional.ts';

/**
 * Sets the headers of what was so at a revision, which never changes: whoever has it need not ask again for a day. True when the caller
 * has it already (`If-None-Match`): then there is nothing to send but 304.
 */
export function describePast(request: FastifyRequest, reply: FastifyReply, revision: number): boolean {
  reply.header('etag', etagOf(revision)).header('cache-control', 'private, max-age=86400, immutable');
  return isNotModified(request.headers['if-none-match'], revision);
}
