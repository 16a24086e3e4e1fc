/** Leads the browser on by a GET. A path of the console's own stays relative, since the address that the browser knows is not always the one that this server knows. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** Leads back to the sign-in page, which says what is wrong and keeps where the person wanted to go. */
export function toSignIn(next: string, problem: string): Response {
  return seeOther(`/sign-in?${new URLSearchParams({ next, problem })}`);
}
