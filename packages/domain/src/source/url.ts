import { CodedError } from '@tools-provider/mediator';
import type { SourceKind } from './kinds.ts';

const MAX_URL_LENGTH = 2_000;

/**
 * The URL of a source as it is kept, `null` without one. `invalid` (code `invalid-source-url`) unless it is an absolute http or https URL of at
 * most 2,000 characters without user and password, which would stand in events; an MCP server needs one.
 */
export function sourceUrl(kind: SourceKind, url: string | undefined): string | null {
  if (url === undefined) {
    if (kind === 'openapi') return null;
    throw invalidUrl('is needed to reach an MCP server');
  }
  const parsed = URL.parse(url.trim());
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw invalidUrl('must be an absolute http or https URL');
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw invalidUrl('must not hold a user or a password');
  }
  if (parsed.href.length > MAX_URL_LENGTH) throw invalidUrl(`must have at most ${MAX_URL_LENGTH} characters`);
  return parsed.href;
}

function invalidUrl(detail: string): CodedError {
  return new CodedError('invalid', 'invalid-source-url', `The URL ${detail}`, {
    places: [{ pointer: '/url', detail }],
  });
}
