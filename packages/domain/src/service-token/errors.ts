import { CodedError } from '@tools-provider/mediator';

/** There never was a service token with this id. */
export function serviceTokenNotFound(id: string): CodedError {
  return new CodedError('not-found', 'service-token-not-found', `There is no service token ${id}`);
}

/** The token's field is none that a token can have. */
export function invalidToken(field: string, detail: string): CodedError {
  const code = `invalid-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new CodedError('invalid', code, `The service token's ${field} ${detail}`, {
    places: [{ pointer: `/${field}`, detail }],
  });
}
