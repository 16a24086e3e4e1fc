'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { backoffMs } from '../../live/backoff.ts';
import { patience } from '../../live/patience.ts';
import { untilLoaded } from '../../live/until-loaded.ts';

const NEVER_ABORTED = new AbortController().signal;

/** After this a browser that is never idle fetches all the same. */
const LONGEST_BUSY_MS = 1_000;

/** A part of the console that no page needs to be painted. It is fetched once, whoever wants it. */
export class FetchedLater<Content> {
  readonly #fetch: () => Promise<Content>;
  readonly #listeners = new Set<() => void>();
  #content: Content | undefined;
  #coming: Promise<Content> | undefined;

  constructor(fetch: () => Promise<Content>) {
    this.#fetch = fetch;
  }

  /** What was fetched; undefined before. */
  content = (): Content | undefined => this.#content;

  /** Fetches it now, unless somebody has already; as often as the network needs to bring it. */
  want(): Promise<Content> {
    this.#coming ??= this.#persist();
    return this.#coming;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  async #persist(): Promise<Content> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#content = await this.#fetch();
        for (const listener of this.#listeners) listener();
        return this.#content;
      } catch {
        await patience(backoffMs(attempt), NEVER_ABORTED);
      }
    }
  }
}

/**
 * The part of the console that is {@link FetchedLater}: undefined until it is here. It is fetched when the page has loaded
 * and the browser has nothing else to do, so that it is there when somebody wants it; at once when `isWanted`.
 */
export function useLater<Content>(later: FetchedLater<Content>, isWanted = false): Content | undefined {
  const content = useSyncExternalStore(later.subscribe, later.content, () => undefined);
  useEffect(() => {
    if (isWanted) void later.want();
    else void untilIdle().then(() => later.want());
  }, [later, isWanted]);
  return content;
}

async function untilIdle(): Promise<void> {
  await untilLoaded();
  // Not every browser says when it is idle.
  if (window.requestIdleCallback === undefined) return;
  await new Promise((idle) => window.requestIdleCallback(idle, { timeout: LONGEST_BUSY_MS }));
}
