/**
 * The Content-Security-Policy of every page. Scripts run by nonce alone; styles may be inline, since positioned popups
 * set them; nothing is loaded from, sent to or framed by another origin.
 */
export function contentSecurityPolicy(nonce: string, isDevelopmentServer: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopmentServer ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
