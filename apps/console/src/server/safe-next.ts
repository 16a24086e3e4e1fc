/** Where to go after signing in: a path of the console itself, else its first page. Never another origin. */
export function safeNext(next: string | null | undefined): string {
  if (next === null || next === undefined) return '/';
  // A backslash is a slash to browsers, and control characters are dropped by them: both make `//host` of something else.
  if (!next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return '/';
  const base = 'http://console.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  // A path that dot segments have brought to `//host` is another origin once it stands alone in a Location.
  if (url.origin !== base || url.pathname.startsWith('//')) return '/';
  if (/^\/(sign-in|session|api)(\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
