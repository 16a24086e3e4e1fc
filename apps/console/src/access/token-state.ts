import type { ServiceToken } from '@tools-provider/contracts';

const SOON_MS = 7 * 24 * 3_600_000;

export type TokenState = 'working' | 'ending' | 'expired' | 'revoked';

/** What a token is worth at a moment (milliseconds); `ending` works for another week at most. Null: the time is not known yet. */
export function tokenState(
  { revokedAt, expiresAt }: Pick<ServiceToken, 'revokedAt' | 'expiresAt'>,
  now: number | null,
): TokenState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null || now === null) return 'working';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left <= SOON_MS ? 'ending' : 'working';
}

/** Whether a token lets anybody in. */
export function isWorth(state: TokenState): boolean {
  return state === 'working' || state === 'ending';
}
