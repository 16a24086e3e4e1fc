import { isUtf8 } from 'node:buffer';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance } from 'fastify';

/** The largest body, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** The largest body that holds the document of a source of up to 5 MB, in bytes: as a text in JSON it grows. */
export const DOCUMENT_BODY_LIMIT = 6 * 1024 * 1024;

/** How deep arrays and objects of a body may be nested. */
export const MAX_DEPTH = 32;

/** How deep those of a body that holds the document of a source may be nested. */
export const DOCUMENT_DEPTH = 100;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How deep arrays and objects of the route's body may be nested; {@link MAX_DEPTH} by default. */
    maxBodyDepth?: number;
  }
}

/**
 * Lets the server read JSON and nothing else. No body at all is `undefined`, also under a JSON content type, so that a command whose body
 * may be left out can be sent by clients that always name the type.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    // Decoding would put U+FFFD for what is none, and the text would be stored differently from how it was sent.
    if (Buffer.isBuffer(body) && !isUtf8(body)) {
      return done(new CodedError('invalid', 'invalid-json', 'The body is not UTF-8'));
    }
    const text = String(body);
    if (text.trim() === '') return done(null, undefined);
    const depth = request.routeOptions.config.maxBodyDepth ?? MAX_DEPTH;
    if (isDeeperThan(text, depth)) {
      return done(
        new CodedError('invalid', 'body-too-deep', `The body is nested deeper than ${depth} levels`),
      );
    }
    return parse(request, text, done);
  });
}

/** Whether arrays and objects in a JSON text are nested deeper than `depth`. Reads the text once and builds nothing. */
export function isDeeperThan(json: string, depth: number): boolean {
  let level = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') {
      isInString = true;
    } else if (character === '[' || character === '{') {
      level += 1;
      if (level > depth) return true;
    } else if (character === ']' || character === '}') {
      level -= 1;
    }
  }
  return false;
}
