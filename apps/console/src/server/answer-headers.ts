/** The headers of everything that the console serves: pages, answers of the api, refusals, redirects and files. */
export const HEADERS_OF_ALL = {
  // Not no-referrer: a form's Origin would then be null, and signing in would be refused.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** The Content-Security-Policy of what is no page: nothing in it may load, run or be framed. */
export const POLICY_OF_DATA =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
