import { cookies, headers } from 'next/headers';
import { config } from './config.ts';
import { openId } from './oidc/sessions.ts';
import { sessionCookieName } from './session-cookie-name.ts';
import { tokenOfCookie } from './token-of-cookie.ts';

/** A signed-in person's session: what it is known by in this process, and the access token of the moment. */
export interface Session {
  readonly id: string;
  readonly token: string;
}

/** How a cookie of the session is set: out of reach of scripts, and not sent with another site's requests. */
export function sessionCookieOptions(expires: Date) {
  const { isProduction, oidc } = config();
  const secure = oidc === undefined ? isProduction : oidc.consoleUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', path: '/', secure, expires } as const;
}

/** The signed-in person's session, or undefined. */
export async function currentSession(): Promise<Session | undefined> {
  const name = sessionCookieName((await headers()).get('host'), config().oidc);
  const id = tokenOfCookie((await cookies()).get(name)?.value);
  if (id === undefined) return undefined;
  const known = openId();
  const token = known === undefined ? id : await known.sessions.accessToken(id);
  return token === undefined ? undefined : { id, token };
}

/** The signed-in person's access token, or undefined. */
export async function sessionToken(): Promise<string | undefined> {
  return (await currentSession())?.token;
}
