/** What can go wrong with signing in, and what to do then; by the names in the page's address. */
const problems = {
  expired: 'Your session has ended. Sign in again to go on where you were.',
  persona: 'Choose one of the people below.',
  unavailable: 'The api did not let you in. It may still be starting: try again in a moment.',
  denied:
    'You were not signed in: the sign-in was cancelled or denied. Try again, or ask whoever manages your account.',
  mismatch:
    'The answer belongs to another sign-in, perhaps one from another tab, so it was not used. Sign in again from here.',
  stale: 'The sign-in took too long or was begun in another browser. Sign in again from here.',
  issuer: 'The sign-in service does not answer at the moment. Try again in a moment.',
  refused:
    'The sign-in service refused this console. Try again; if it stays so, tell an administrator: the log of the console has the reason.',
  'no-role':
    'Your account may do nothing here yet. Ask an administrator for the role viewer, operator or admin, or sign in as somebody else.',
  'not-for-api':
    'The sign-in service let you in, but its tokens are not meant for this system. Tell an administrator: OIDC_AUDIENCE has to be an audience of its access tokens.',
} as const;

/** The sentence for a problem that the address names; undefined for none and for one that is not known. */
export function problemSentence(name: unknown): string | undefined {
  return typeof name === 'string' && Object.hasOwn(problems, name)
    ? problems[name as keyof typeof problems]
    : undefined;
}
