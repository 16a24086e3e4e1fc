const TOKEN = /^[A-Za-z0-9._~+/=-]+$/;

/** The access token in a cookie's value; a value that no bearer token can have (RFC 6750) is none, and could not be sent on. */
export function tokenOfCookie(value: string | undefined): string | undefined {
  return value !== undefined && TOKEN.test(value) ? value : undefined;
}
