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

/** The feed as it comes in. Pausing holds events back; none is lost. */
export function useFeed({ type, subject }: FeedFilters): Feed {
  const [window, setWindow] = useState(emptyWindow);
  const [isConnected, setIsConnected] = useState<boolean | null>(null);
  const [isPaused, setIsPaused] = useState(false);
  const [held, setHeld] = useState(0);
  const arrived = useRef<CloudEvent[]>([]);
  const paused = useRef(false);

  const flush = () => {
    const events = arrived.current;
    arrived.current = [];
    setHeld(0);
    setWindow((shown) => extend(shown, events));
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
      setWindow((shown) => extend(shown, events));
    };
    arrived.current = [];
    setWindow(emptyWindow);
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
  }, [type, subject]);

  return {
    window,
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
