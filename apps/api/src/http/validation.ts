import type { ErrorPlace } from '@tools-provider/mediator';
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { invalidRequest } from './invalid-request.ts';
import { misencodedTexts } from './well-formed-text.ts';

/** Where in the request a schema applies; its places are named after it. */
type RequestPart = 'body' | 'querystring' | 'params' | 'headers';

/**
 * Checks a part of a request by its zod schema. Every issue becomes a place: a JSON Pointer into the body (RFC 6901), `?name` of a
 * query parameter, `{name}` of a path parameter.
 */
export const zodValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = httpPart as RequestPart;
  return (data) => {
    // Fastify says null of a body that was not sent.
    const parsed = schema.safeParse(part === 'body' && data === null ? undefined : data);
    const places = parsed.success
      ? misencodedTexts(parsed.data).map(({ path, detail }) => ({ pointer: pointerOf(part, path), detail }))
      : parsed.error.issues.flatMap((issue) => placesOf(part, issue));
    return places.length === 0 ? { value: parsed.data } : { error: invalidRequest(places) };
  };
};

function placesOf(part: RequestPart, issue: z.core.$ZodIssue): readonly ErrorPlace[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ pointer: pointerOf(part, issue.path), detail: issue.message }];
  }
  return issue.keys.map((key) => ({
    pointer: pointerOf(part, [...issue.path, key]),
    detail: 'is not known here',
  }));
}

function pointerOf(part: RequestPart, path: readonly PropertyKey[]): string {
  const name = String(path[0] ?? '');
  if (part === 'querystring') return `?${name}`;
  if (part === 'params') return `{${name}}`;
  if (part === 'headers') return `${name}:`;
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
