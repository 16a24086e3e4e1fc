import { CodedError, type ErrorPlace } from '@tools-provider/mediator';

/** The document cannot be read at all; the places say why. */
export function unreadableDocument(
  message: string,
  places: readonly ErrorPlace[],
  cause?: unknown,
): CodedError {
  return new CodedError('invalid', 'unreadable-document', message, { places, cause });
}

/** There is more of it than is read. */
export function sourceTooLarge(message: string, pointer = ''): CodedError {
  return new CodedError('invalid', 'source-too-large', message, {
    places: [{ pointer, detail: 'is larger than what is read' }],
  });
}

/** Nothing is fetched because a document says so: it has to be in one piece. */
export function externalReference(places: readonly ErrorPlace[]): CodedError {
  return new CodedError(
    'invalid',
    'external-reference',
    'The document refers to other documents, which are never fetched: put everything into one document first',
    { places },
  );
}

/** The document took more time or memory than one document may. */
export function importLimitExceeded(what: string): CodedError {
  return new CodedError('invalid', 'import-limit-exceeded', `Reading the document took more than ${what}`, {
    places: [{ pointer: '', detail: `takes more than ${what} to read` }],
  });
}

/** More documents are waiting to be read than wait. */
export function importBusy(): CodedError {
  return new CodedError(
    'unavailable',
    'import-busy',
    'Too many documents are being read; try again in a moment',
  );
}

/** It answers, but not as an MCP server does. */
export function notAnMcpServer(detail: string): CodedError {
  return new CodedError(
    'refused',
    'not-an-mcp-server',
    `The server cannot be read as an MCP server: ${detail}`,
  );
}

/** This is no URL that is fetched. */
export function invalidUrl(detail: string): CodedError {
  return new CodedError('invalid', 'invalid-url', `The URL ${detail}`, {
    places: [{ pointer: '/url', detail }],
  });
}

/** The URL leads where nothing is fetched from. Neither which address that is nor what answers there is told. */
export function addressNotAllowed(host: string): CodedError {
  return new CodedError(
    'refused',
    'address-not-allowed',
    `${host} is at an address that is not public, and nothing is fetched from there`,
    { places: [{ pointer: '/url', detail: 'leads to an address that is not public' }] },
  );
}

/** What answers at the URL is nothing that can be used; asking again changes nothing. */
export function fetchRefused(detail: string): CodedError {
  return new CodedError('refused', 'fetch-refused', `Nothing was fetched: the server ${detail}`, {
    places: [{ pointer: '/url', detail: `names a server that ${detail}` }],
  });
}

/** No answer, or none in time; asking again may help. */
export function fetchFailed(detail: string, cause?: unknown): CodedError {
  return new CodedError('unavailable', 'fetch-failed', `Nothing was fetched: ${detail}`, { cause });
}
