import type { OidcConfig } from './oidc/oidc-config.ts';

/**
 * The cookie that holds the session. It names the port, because cookies do not tell ports apart and two copies may run on one machine;
 * over https it is bound to the host alone, so that no other name of the same site can set it.
 */
export function sessionCookieName(host: string | null, oidc?: OidcConfig): string {
  if (oidc?.consoleUrl.startsWith('https:')) return '__Host-tools_provider_session';
  const port = /:(\d+)$/.exec(oidc === undefined ? (host ?? '') : oidc.consoleUrl)?.[1];
  return port === undefined ? 'tools_provider_session' : `tools_provider_session_${port}`;
}

/** The cookie that holds a sign-in while the person is at the issuer. */
export function signInCookieName(oidc: OidcConfig): string {
  return sessionCookieName(null, oidc).replace('session', 'sign_in');
}
