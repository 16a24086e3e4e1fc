import { cookies } from 'next/headers';
import { config } from '../../../server/config.ts';
import { openId } from '../../../server/oidc/sessions.ts';
import { openStreams } from '../../../server/open-streams.ts';
import { problemResponse } from '../../../server/problem-response.ts';
import { isAllowedOrigin } from '../../../server/request-origin.ts';
import { seeOther } from '../../../server/see-other.ts';
import { sessionCookieOptions } from '../../../server/session-cookie.ts';
import { sessionCookieName } from '../../../server/session-cookie-name.ts';

/** Signs out: the cookie goes, the person's live streams end, and with an issuer its own session as well, where it offers that. */
export async function POST(request: Request): Promise<Response> {
  const { oidc } = config();
  if (!isAllowedOrigin(request.method, request.headers, oidc?.consoleUrl)) {
    return problemResponse(403, 'foreign-origin', 'Not from here', 'Sign out on a page of this console.');
  }
  const jar = await cookies();
  const name = sessionCookieName(request.headers.get('host'), oidc);
  const id = jar.get(name)?.value;
  jar.set(name, '', sessionCookieOptions(new Date(0)));
  return seeOther(id === undefined ? '/sign-in' : await endSession(id));
}

/** Ends what is known of the session; answers where to go then. */
async function endSession(id: string): Promise<string> {
  const known = openId();
  if (known === undefined) {
    openStreams().end(id);
    return '/sign-in';
  }
  const tokens = known.sessions.end(id);
  if (tokens === undefined) return '/sign-in';
  await known.issuer.revoke(tokens);
  return (await known.issuer.signOutUrl(tokens.idToken))?.href ?? '/sign-in';
}
