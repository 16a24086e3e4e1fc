import { type NextRequest, NextResponse } from 'next/server';
import { isDevelopmentServer, config as settings } from './server/config.ts';
import { contentSecurityPolicy } from './server/content-security-policy.ts';
import { openId } from './server/oidc/sessions.ts';
import { problemResponse } from './server/problem-response.ts';
import { isLoopbackHost } from './server/request-origin.ts';
import { sessionCookieName } from './server/session-cookie-name.ts';

/** The header by which a page learns its own path, for the way back after signing in. */
const PATH_HEADER = 'x-console-path';

/** Runs before every page: refuses foreign names, sends those without a session to sign in, gives each page its nonce. */
export async function proxy(request: NextRequest): Promise<Response> {
  const host = request.headers.get('host');
  // Development sign-in has no passwords, so a page of another name must not be able to reach it by DNS rebinding.
  const { oidc } = settings();
  if (oidc === undefined && !isLoopbackHost(host)) {
    return problemResponse(
      421,
      'misdirected',
      'Not served under this name',
      'Open the console as localhost, 127.0.0.1 or [::1].',
    );
  }
  const { pathname, search } = request.nextUrl;
  if (!isDecodable(pathname)) {
    return problemResponse(400, 'invalid-url', 'Not a URL', 'Encode a percent sign in the path as %25.');
  }
  if (pathname.startsWith('/api/') || pathname.startsWith('/session')) return NextResponse.next();
  const isSignIn = pathname === '/sign-in';
  const hasSession = request.cookies.has(sessionCookieName(host, oidc));
  if (!isSignIn && !hasSession) {
    const location = request.nextUrl.clone();
    location.pathname = '/sign-in';
    location.search = new URLSearchParams({ next: pathname + search }).toString();
    // Next.js itself makes it relative on the way out; it cannot read one that already is.
    return NextResponse.redirect(location);
  }
  const signOutOrigin = hasSession ? await openId()?.issuer.signOutOrigin() : undefined;
  return withPolicy(request, pathname + search, signOutOrigin);
}

function withPolicy(request: NextRequest, path: string, signOutOrigin: string | undefined): Response {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentSecurityPolicy(nonce, isDevelopmentServer(), signOutOrigin);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set(PATH_HEADER, path);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

export const config = { matcher: ['/((?!_next/|icon.svg|robots.txt).*)'] };
