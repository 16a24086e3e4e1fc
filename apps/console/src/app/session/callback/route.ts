import { cookies } from 'next/headers';
import { config } from '../../../server/config.ts';
import { callbackProblem } from '../../../server/oidc/callback-problem.ts';
import { cookieKey } from '../../../server/oidc/cookie-key.ts';
import { logIssuerFailure } from '../../../server/oidc/issuer-log.ts';
import type { OidcConfig } from '../../../server/oidc/oidc-config.ts';
import { SESSION_SECONDS, type Tokens } from '../../../server/oidc/session-store.ts';
import { openId } from '../../../server/oidc/sessions.ts';
import { openAttempt, type SignInAttempt } from '../../../server/oidc/sign-in-attempt.ts';
import { safeNext } from '../../../server/safe-next.ts';
import { seeOther, toSignIn } from '../../../server/see-other.ts';
import { sessionCookieOptions } from '../../../server/session-cookie.ts';
import { sessionCookieName, signInCookieName } from '../../../server/session-cookie-name.ts';

export const dynamic = 'force-dynamic';

const PATIENCE_MS = 5_000;

/** Where the issuer sends the browser back to: begins the session, or says on the sign-in page what went wrong. */
export async function GET(request: Request): Promise<Response> {
  const { oidc } = config();
  if (oidc === undefined) return seeOther('/sign-in');
  const jar = await cookies();
  const sealed = jar.get(signInCookieName(oidc))?.value;
  // An attempt is good for one answer, whatever that is.
  jar.set(signInCookieName(oidc), '', sessionCookieOptions(new Date(0)));
  const attempt = await openAttempt(await cookieKey(oidc.dataDir), sealed);
  if (attempt === undefined) return toSignIn('/', 'stale');
  return finish(oidc, new URL(request.url).search, attempt);
}

async function finish(oidc: OidcConfig, search: string, attempt: SignInAttempt): Promise<Response> {
  const known = openId();
  if (known === undefined) return seeOther('/sign-in');
  const next = safeNext(attempt.next);
  let tokens: Tokens;
  try {
    tokens = await known.issuer.finish(search, attempt);
  } catch (error) {
    logIssuerFailure(error);
    return toSignIn(next, callbackProblem(error));
  }
  const problem = await problemWithApi(tokens.accessToken);
  if (problem !== undefined) {
    await known.issuer.revoke(tokens);
    return toSignIn(next, problem);
  }
  const jar = await cookies();
  const name = sessionCookieName(null, oidc);
  const before = jar.get(name)?.value;
  if (before !== undefined) known.sessions.end(before);
  const expires = new Date(Date.now() + SESSION_SECONDS * 1000);
  jar.set(name, known.sessions.begin(tokens), sessionCookieOptions(expires));
  return seeOther(next);
}

/** Whether the api lets the person in: who may do nothing there is told so at once, and not on every page. */
async function problemWithApi(token: string): Promise<'no-role' | 'not-for-api' | 'unavailable' | undefined> {
  try {
    const { ok, status } = await fetch(`${config().apiUrl}/api/v1/me`, {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (ok) return undefined;
    if (status === 403) return 'no-role';
    return status === 401 ? 'not-for-api' : 'unavailable';
  } catch {
    return 'unavailable';
  }
}
