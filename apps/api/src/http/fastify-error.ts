import { CodedError, isCoded } from '@tools-provider/mediator';
import { BODY_LIMIT } from './json-body.ts';

interface FrameworkError extends Error {
  readonly code?: unknown;
  readonly statusCode?: unknown;
}

/** What Fastify itself refuses, in our words. Anything that is not a refusal of the request comes back as it is. */
export function codedErrorOf(error: unknown): unknown {
  if (!(error instanceof Error) || ('kind' in error && isCoded(error))) return error;
  const { code, statusCode } = error as FrameworkError;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('body-too-large', `The body is larger than ${BODY_LIMIT} bytes`, error);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('unsupported-media-type', 'Send the body as application/json', error);
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return refusal('invalid-json', 'The body is not JSON', error);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusal('invalid-request', 'The body is not as long as Content-Length says', error);
    case 'FST_ERR_BAD_URL':
      return refusal('invalid-url', 'The URL has a part that is not percent-encoded UTF-8', error);
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return refusal('invalid-url', 'The URL has a part that is too long', error);
    default:
      return isRefusal(statusCode) ? refusal('invalid-request', error.message, error) : error;
  }
}

function refusal(code: string, message: string, cause: Error): CodedError {
  return new CodedError('invalid', code, message, { cause });
}

function isRefusal(statusCode: unknown): boolean {
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
}
