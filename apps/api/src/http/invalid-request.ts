import { CodedError, type ErrorPlace } from '@tools-provider/mediator';

/** How many places a problem lists: a body can be wrong at a hundred thousand, and nobody reads an answer five times its size. */
const MOST_PLACES = 100;

/** The request is malformed at these places; the first hundred stand in the problem's `errors`. */
export function invalidRequest(places: readonly ErrorPlace[]): CodedError {
  const [first] = places;
  const where =
    first === undefined || first.pointer === '' ? 'in its body' : `at ${first.pointer.replace(/:$/, '')}`;
  const more = places.length > 1 ? `, and at ${places.length - 1} more` : '';
  const message = `The request is not valid ${where}: ${first?.detail}${more}`;
  return new CodedError('invalid', 'invalid-request', message, { places: places.slice(0, MOST_PLACES) });
}

/** A header that cannot be accepted. Its pointer is the header's name and a colon. */
export function invalidHeader(name: string, detail: string): CodedError {
  return invalidRequest([{ pointer: `${name}:`, detail }]);
}

/** A query parameter that cannot be accepted. */
export function invalidQuery(name: string, detail: string): CodedError {
  return invalidRequest([{ pointer: `?${name}`, detail }]);
}
