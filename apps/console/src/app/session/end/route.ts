import { cookies } from 'next/headers';
import { openStreams } from '../../../server/open-streams.ts';
import { problemResponse } from '../../../server/problem-response.ts';
import { isAllowedOrigin } from '../../../server/request-origin.ts';
import { sessionCookieName } from '../../../server/session-cookie-name.ts';

/** Signs out: the cookie goes, and the person's live streams end. */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request.method, request.headers)) {
    return problemResponse(403, 'foreign-origin', 'Not from here', 'Sign out on a page of this console.');
  }
  const jar = await cookies();
  const name = sessionCookieName(request.headers.get('host'));
  const token = jar.get(name)?.value;
  if (token !== undefined) openStreams().end(token);
  jar.delete(name);
  return new Response(null, { status: 303, headers: { location: '/sign-in' } });
}
