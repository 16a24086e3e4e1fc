import { accessToken, devTokenBody } from '@tools-provider/contracts';
import { cookies } from 'next/headers';
import { config } from '../../server/config.ts';
import { problemResponse } from '../../server/problem-response.ts';
import { isAllowedOrigin } from '../../server/request-origin.ts';
import { safeNext } from '../../server/safe-next.ts';
import { seeOther, toSignIn } from '../../server/see-other.ts';
import { sessionCookieOptions } from '../../server/session-cookie.ts';
import { sessionCookieName } from '../../server/session-cookie-name.ts';
import { readSignInForm } from '../../server/sign-in-form.ts';

/** Signs in as one of the personas: the form's `persona`, then on to its `next`. With an issuer there are none. */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request.method, request.headers, config().oidc?.consoleUrl)) {
    return problemResponse(403, 'foreign-origin', 'Not from here', 'Sign in on the page of this console.');
  }
  if (config().oidc !== undefined) {
    return problemResponse(404, 'not-found', 'Not found', 'People sign in at the OpenID issuer here.');
  }
  const form = await readSignInForm(request);
  const next = safeNext(form.next);
  const wish = devTokenBody.safeParse({ persona: form.persona });
  if (!wish.success) return toSignIn(next, 'persona');
  const granted = await requestToken(wish.data);
  if (granted === undefined) return toSignIn(next, 'unavailable');
  const name = sessionCookieName(request.headers.get('host'));
  (await cookies()).set(name, granted.accessToken, sessionCookieOptions(new Date(granted.expiresAt)));
  return seeOther(next);
}

async function requestToken(body: { persona: string }) {
  try {
    const answer = await fetch(`${config().apiUrl}/api/v1/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
    return answer.ok ? accessToken.parse(await answer.json()) : undefined;
  } catch {
    // Whatever went wrong between here and the api, the person can only try again.
    return undefined;
  }
}
