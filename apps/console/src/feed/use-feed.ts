'use client';

import type { CloudEvent } from '@tools-provider/contracts';
import { useEffect, useRef, useState } from 'react';
import { emptyWindow, extend, type FeedWindow } from './feed-window.ts';
import type { FeedFilters } from './filters.ts';
import { followFeed } from './follow-feed.ts';

interface Feed {
  readonly window: FeedWindow;
  readonly isConnected: boolean | null;
  readonly isPaused: boolean;
  /** How many have come since the page was paused. */
  readonly held: number;
  setPaused(isPaused: boolean): void;
}

/** What came in, and which filters let it through: others have a window of their own. */
interface Shown {
  readonly filters: string;
  readonly window: FeedWindow;
}

/** The feed as it comes in. Pausing holds events back; none is lost. */
export function useFeed({ type, subject }: FeedFilters): Feed {
  const filters = JSON.stringify([type, subject]);
  const [shown, setShown] = useState<Shown>({ filters, window: emptyWindow });
  const [isConnected, setIsConnected] = useState<boolean | null>(null);
  const [isPaused, setIsPaused] = useState(false);
  const [held, setHeld] = useState(0);
  const arrived = useRef<CloudEvent[]>([]);
  const paused = useRef(false);

  const flush = () => {
    const events = arrived.current;
    arrived.current = [];
    setHeld(0);
    setShown((before) => add(before, filters, events));
  };

  useEffect(() => {
    const leaving = new AbortController();
    let frame: number | undefined;
    // Many events come in one chunk; they are shown together in one frame.
    const onFrame = () => {
      frame = undefined;
      if (paused.current) return setHeld(arrived.current.length);
      const events = arrived.current;
      arrived.current = [];
      setShown((before) => add(before, filters, events));
    };
    // No state is set here: React does that while idle when a page comes alive, and on a busy machine never
    // got done with it, so that no link led away from the page any more.
    arrived.current = [];
    void followFeed({ type, subject }, leaving.signal, {
      onConnected: setIsConnected,
      onEvent: (event) => {
        arrived.current.push(event);
        frame ??= requestAnimationFrame(onFrame);
      },
    });
    return () => {
      leaving.abort();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [type, subject, filters]);

  return {
    window: shown.filters === filters ? shown.window : emptyWindow,
    isConnected,
    isPaused,
    held,
    setPaused: (wanted) => {
      paused.current = wanted;
      setIsPaused(wanted);
      if (!wanted) flush();
    },
  };
}

function add(before: Shown, filters: string, arrived: readonly CloudEvent[]): Shown {
  return { filters, window: extend(before.filters === filters ? before.window : emptyWindow, arrived) };
}
