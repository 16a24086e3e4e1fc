import { connectApi } from './api.ts';

/** The api as the browser reaches it: through the console's own origin. A session that has ended leads to signing in. */
export const browserApi = connectApi({ baseUrl: '', onUnauthenticated: signInAgain });

let isLeaving = false;

/** Whether the session has ended and this page is being left for the sign-in page. */
export function isSigningInAgain(): boolean {
  return isLeaving;
}

/** Leaves for the sign-in page, to come back here afterwards. */
export function signInAgain(): void {
  isLeaving = true;
  const next = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?${new URLSearchParams({ next, problem: 'expired' })}`);
}
