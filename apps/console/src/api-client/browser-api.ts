import { connectApi } from './api.ts';
import { sessionEnd } from './session-end.ts';

/** The api as the browser reaches it: through the console's own origin. When the session has ended, the page says so and waits. */
export const browserApi = connectApi({ baseUrl: '', onUnauthenticated: () => sessionEnd.end() });

let isLeaving = false;

/** Whether the session has ended and this page is being left for the sign-in page. */
export function isSigningInAgain(): boolean {
  return isLeaving;
}

/** Leaves for the sign-in page, to come back here afterwards. */
export function signInAgain(): void {
  isLeaving = true;
  window.location.assign(signInHref());
}

/** The sign-in page that leads back to where the browser is. */
export function signInHref(): string {
  const next = window.location.pathname + window.location.search;
  return `/sign-in?${new URLSearchParams({ next, problem: 'expired' })}`;
}
