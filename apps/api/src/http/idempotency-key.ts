import { createHash } from 'node:crypto';
import { derivedId } from '@tools-provider/event-sourcing';
import type { FastifyRequest } from 'fastify';
import { invalidHeader } from './invalid-request.ts';

/** The namespace of ids of commands that were sent with a key. */
const COMMANDS = '5f0e1c1a-6c54-4a40-8f0c-3a4f2b1d9e77';

/** `"…"` as the draft of the header has it (draft-ietf-httpapi-idempotency-key-header), or the key alone. */
const KEY = /^(?:"([\x20\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/;

/** What a request with an `Idempotency-Key` is known by. */
export interface KeyedRequest {
  /** The same for the same caller, method, path and key. */
  readonly commandId: string;
  /** The same for the same body, as it was understood. */
  readonly requestHash: string;
}

/** Reads the header; `undefined` without one, `invalid` for one that is no key. */
export function keyedRequestOf(request: FastifyRequest, callerId: string): KeyedRequest | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const [, quoted, bare] = (typeof header === 'string' ? KEY.exec(header.trim()) : null) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) {
    throw invalidHeader('Idempotency-Key', 'must be 1 to 255 printable ASCII characters, best a UUID');
  }
  const [path = ''] = request.url.split('?');
  const name = [callerId, request.method, path, key].join('\n');
  return { commandId: derivedId(COMMANDS, name), requestHash: hashOf(request.body) };
}

function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('base64url');
}
