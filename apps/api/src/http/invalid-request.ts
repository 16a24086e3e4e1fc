import { CodedError, type ErrorPlace } from '@tools-provider/mediator';

/** The request is malformed at these places; each stands in the problem's `errors`. */
export function invalidRequest(places: readonly ErrorPlace[]): CodedError {
  const count = places.length === 1 ? 'One place' : `${places.length} places`;
  const first = places[0];
  const detail = first === undefined ? '' : `: ${first.pointer || 'the body'} ${first.detail}`;
  return new CodedError('invalid', 'invalid-request', `${count} in the request cannot be accepted${detail}`, {
    places,
  });
}

/** A header that cannot be accepted. Its pointer is the header's name and a colon. */
export function invalidHeader(name: string, detail: string): CodedError {
  return invalidRequest([{ pointer: `${name}:`, detail }]);
}

/** A query parameter that cannot be accepted. */
export function invalidQuery(name: string, detail: string): CodedError {
  return invalidRequest([{ pointer: `?${name}`, detail }]);
}
