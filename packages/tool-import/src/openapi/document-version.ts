import type { CodedError } from '@tools-provider/mediator';
import { unreadableDocument } from '../errors.ts';
import { type JsonObject, own } from '../sorted-json.ts';

/** The versions that are read. */
export type OpenApiVersion = '3.0' | '3.1' | '3.2';

const VERSIONS: readonly OpenApiVersion[] = ['3.0', '3.1', '3.2'];

/** Which version a document says it is. Throws `unreadable-document` for any other, and for what is no OpenAPI document. */
export function documentVersion(document: JsonObject): OpenApiVersion {
  const named = own(document, 'openapi');
  // In YAML an unquoted 3.1 is a number.
  const text = typeof named === 'number' ? named.toFixed(1) : named;
  if (typeof text === 'string') {
    const version = VERSIONS.find((each) => text === each || text.startsWith(`${each}.`));
    if (version !== undefined) return version;
    throw unread('/openapi', 'names a version that is not read: it must be 3.0, 3.1 or 3.2');
  }
  if (own(document, 'swagger') !== undefined)
    throw unread('/swagger', 'names Swagger 2.0, which is not read: convert the document to OpenAPI 3');
  throw unread('/openapi', 'is missing, and must name the version: 3.0, 3.1 or 3.2');
}

/** The refusal of what is no OpenAPI document that can be read, because of what is at one place. */
export function unread(pointer: string, detail: string): CodedError {
  return unreadableDocument('The document is not an OpenAPI document that can be read', [
    { pointer, detail },
  ]);
}
