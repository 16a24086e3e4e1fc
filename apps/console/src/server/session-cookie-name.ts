/**
 * The cookie that holds the access token. It names the port, because cookies do not tell ports apart and two copies may
 * run on one machine.
 */
export function sessionCookieName(host: string | null): string {
  const port = /:(\d+)$/.exec(host ?? '')?.[1];
  return port === undefined ? 'tools_provider_session' : `tools_provider_session_${port}`;
}
