import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Why a sign-in at the issuer did not succeed, by the names that the sign-in page has sentences for. */
export type CallbackProblem = 'denied' | 'mismatch' | 'refused' | 'issuer';

/** What the issuer itself says when the person, or their administrator, did not let the console in. */
const DENIALS = new Set(['access_denied', 'consent_required', 'interaction_required', 'login_required']);
/** A state, nonce or issuer that is not the expected one. */
const MISMATCHES = new Set<string | undefined>([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
]);
const AWAY = new Set(['temporarily_unavailable', 'server_error']);

/** What went wrong between the console and the issuer. */
export function callbackProblem(error: unknown): CallbackProblem {
  if (error instanceof AuthorizationResponseError) {
    if (DENIALS.has(error.error)) return 'denied';
    return AWAY.has(error.error) ? 'issuer' : 'refused';
  }
  if (error instanceof ResponseBodyError) return error.status >= 500 ? 'issuer' : 'refused';
  return error instanceof ClientError && MISMATCHES.has(error.code) ? 'mismatch' : 'issuer';
}
