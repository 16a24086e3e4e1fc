const PREFIX = 'tools-provider:';

/** Where something of a person is kept in this tab, until it is closed. */
export function keptPlace(person: string, what: string): string {
  return `${PREFIX}${encodeURIComponent(person)}:${what}`;
}

/** Forgets what this tab keeps of others than `person`, of everybody when nobody is to be signed in: who comes next finds nothing of it. */
export function forgetOthers(person: string | null): void {
  try {
    const { sessionStorage } = window;
    const own = person === null ? undefined : keptPlace(person, '');
    for (const place of Object.keys(sessionStorage)) {
      if (!place.startsWith(PREFIX) || (own !== undefined && place.startsWith(own))) continue;
      sessionStorage.removeItem(place);
    }
  } catch {
    // Where the browser keeps nothing, there is nothing to forget.
  }
}
