/** A page that is still coming after this is not waited for any longer. */
const LONGEST_MS = 1_000;

/** What shows that somebody is there, and may want what comes later. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown'] as const;

let loaded: Promise<void> | undefined;

/**
 * Waits until the browser has everything that the page itself asks for, so that what comes later takes nothing from it;
 * no longer than until somebody does something, or for a second.
 */
export function untilLoaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  loaded ??= new Promise((resolve) => {
    const waiting = new AbortController();
    const end = () => {
      waiting.abort();
      resolve();
    };
    for (const sign of ['load', ...SIGNS]) window.addEventListener(sign, end, { signal: waiting.signal });
    setTimeout(end, LONGEST_MS);
  });
  return loaded;
}
