import { randomUUID } from 'node:crypto';
import { type Actor, type CommandContext, derivedId } from '@tools-provider/event-sourcing';
import { currentTraceparent } from '@tools-provider/telemetry';
import type { FastifyRequest } from 'fastify';
import { keyedRequestOf } from './idempotency-key.ts';
import { invalidHeader } from './invalid-request.ts';
import { traceparentOf } from './trace.ts';

const CORRELATION_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** What a command is told of its request: the only place where it gets a time and an id. With an `Idempotency-Key` the id is derived from it. */
export function commandContextOf(
  request: FastifyRequest,
  actor: Actor,
  expectedRevision?: number,
): CommandContext {
  const keyed = keyedRequestOf(request, actor.id);
  const commandId = keyed?.commandId ?? randomUUID();
  const traceparent = currentTraceparent() ?? traceparentOf(request.headers.traceparent);
  return {
    actor,
    occurredAt: new Date().toISOString(),
    commandId,
    correlationId: correlationIdOf(request.headers['x-correlation-id']) ?? commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
    ...(keyed === undefined ? {} : { requestHash: keyed.requestHash }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
  };
}

function correlationIdOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && CORRELATION_ID.test(header)) return header;
  throw invalidHeader('X-Correlation-Id', 'must be 1 to 128 letters, digits and . _ : -');
}
