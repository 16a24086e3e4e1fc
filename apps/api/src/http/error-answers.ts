import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isServerFault, problemOf, reasonOfAbsence, retryAfterSeconds } from '../problem.ts';
import { codedErrorOf } from './fastify-error.ts';

const FORBIDDEN = 403;

/** Sends an error as a problem document, with the headers that belong to it; logs it when it is the server's fault. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
): FastifyReply {
  const instance = pathOf(request);
  const problem = problemOf(codedErrorOf(error), { publicUrl, instance, traceId: request.id });
  if (isServerFault(problem.status)) log(error, request, `${request.method} ${instance}: ${problem.code}`);
  if (problem.status === FORBIDDEN) logRefusal(request, instance, problem.code);
  const retryAfter = retryAfterSeconds(problem.status);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (problem.code === 'no-token') reply.header('www-authenticate', 'Bearer');
  if (problem.code === 'invalid-token') reply.header('www-authenticate', 'Bearer error="invalid_token"');
  if (problem.code === 'body-too-large') letBodyPass(request, reply);
  if (problem.code === 'not-projected-yet') reply.header('consistency', 'pending');
  return (
    reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/problem+json')
      // As bytes, since Fastify adds a charset to text and the media type has no such parameter.
      .send(Buffer.from(JSON.stringify(problem)))
  );
}

/** How much of a body that is too large is read and thrown away, in bytes. */
const MOST_DISCARDED = 64 * 1024 * 1024;

/**
 * A connection that is closed while its client still writes is reset, and the client may never see why. What is left of a body is thrown away
 * by Node when the answer is out, so the connection may stay, unless there is no end to it.
 */
function letBodyPass(request: FastifyRequest, reply: FastifyReply): void {
  if (Number(request.headers['content-length']) <= MOST_DISCARDED) reply.removeHeader('connection');
}

/** Who was refused what is told in no event, since nothing has happened: the log is where to look. */
function logRefusal(request: FastifyRequest, path: string, code: string): void {
  const caller = request.caller?.actor.id ?? request.ip;
  request.log.warn({ caller, code, traceId: request.id }, `Refused ${request.method} ${path} to ${caller}`);
}

/** A store that is away fails every request alike: one line for each is enough, and where it was noticed tells nothing. */
function log(error: unknown, request: FastifyRequest, message: string): void {
  const traceId = request.id;
  const reason = reasonOfAbsence(error);
  if (reason === undefined) request.log.error({ err: error, traceId }, message);
  else request.log.warn({ reason, traceId }, message);
}

/** Answers every error of the server's routes, and what meets none. */
export function answerErrors(app: FastifyInstance, publicUrl: string): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, publicUrl));
}

/** The path without the query, which may hold anything; cut off where it is longer than any of the api's. */
function pathOf({ url }: FastifyRequest): string {
  const [path = ''] = url.split('?');
  return path.slice(0, 500);
}
