/**
 * The Content-Security-Policy of every page. Scripts run by nonce alone; styles may be inline, since positioned popups
 * set them; nothing is loaded from, sent to or framed by another origin. Only the form for signing out may lead on, to
 * the issuer's `signOutOrigin`.
 */
export function contentSecurityPolicy(
  nonce: string,
  isDevelopmentServer: boolean,
  signOutOrigin?: string,
): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopmentServer ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${signOutOrigin === undefined ? '' : ` ${signOutOrigin}`}`,
    "frame-ancestors 'none'",
  ].join('; ');
}
