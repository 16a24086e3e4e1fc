import { cookies } from 'next/headers';
import { config } from '../../../server/config.ts';
import { cookieKey } from '../../../server/oidc/cookie-key.ts';
import { logIssuerFailure } from '../../../server/oidc/issuer-log.ts';
import { openId } from '../../../server/oidc/sessions.ts';
import { ATTEMPT_SECONDS, sealAttempt } from '../../../server/oidc/sign-in-attempt.ts';
import { safeNext } from '../../../server/safe-next.ts';
import { seeOther, toSignIn } from '../../../server/see-other.ts';
import { sessionCookieOptions } from '../../../server/session-cookie.ts';
import { signInCookieName } from '../../../server/session-cookie-name.ts';

export const dynamic = 'force-dynamic';

/** Leads to the issuer, to come back to `next`; with `other`, the issuer asks anew who somebody is. Without an issuer, to the sign-in page. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const next = safeNext(searchParams.get('next'));
  const { oidc } = config();
  const known = openId();
  if (oidc === undefined || known === undefined) return seeOther('/sign-in');
  try {
    const { url, attempt } = await known.issuer.begin(next, searchParams.has('other'));
    const sealed = await sealAttempt(await cookieKey(oidc.dataDir), attempt);
    const expires = new Date(Date.now() + ATTEMPT_SECONDS * 1000);
    (await cookies()).set(signInCookieName(oidc), sealed, sessionCookieOptions(expires));
    return seeOther(url.href);
  } catch (error) {
    logIssuerFailure(error);
    return toSignIn(next, 'issuer');
  }
}
