import { cookies, headers } from 'next/headers';
import { config } from './config.ts';
import { sessionCookieName } from './session-cookie-name.ts';
import { tokenOfCookie } from './token-of-cookie.ts';

/** How the session cookie is set: out of reach of scripts, and not sent with another site's requests. */
export function sessionCookieOptions(expires: Date) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: config().isProduction, expires } as const;
}

/** The signed-in person's access token, or undefined. */
export async function sessionToken(): Promise<string | undefined> {
  const name = sessionCookieName((await headers()).get('host'));
  return tokenOfCookie((await cookies()).get(name)?.value);
}
