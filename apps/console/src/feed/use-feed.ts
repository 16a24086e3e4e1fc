'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CloudEvent } from '@tools-provider/contracts';
import { useEffect, useRef, useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { emptyWindow, extend, extendBelow, type FeedWindow, type Gap, lookedUpTo } from './feed-window.ts';
import type { FeedFilters } from './filters.ts';
import { followFeed } from './follow-feed.ts';
import { eventsAfter, eventsBefore, FIRST_EVENTS, newestEventsQuery, OLDER_EVENTS } from './queries.ts';

interface Arrived {
  events: CloudEvent[];
  position: number;
}

/** What came in, and which filters let it through: others have a window of their own. */
interface Shown {
  readonly filters: string;
  readonly window: FeedWindow;
}

const nothing = (): Arrived => ({ events: [], position: 0 });

/** The feed from its newest events on, as it comes in. Pausing holds events back; none is lost. */
export function useFeed({ aggregate, type, subject }: FeedFilters) {
  const client = useQueryClient();
  const filters = JSON.stringify([aggregate, type, subject]);
  const newest = useQuery(newestEventsQuery(browserApi, { aggregate, type, subject }));
  const [shown, setShown] = useState<Shown | null>(null);
  const [isConnected, setIsConnected] = useState<boolean | null>(null);
  const [isPaused, setIsPaused] = useState(false);
  const [held, setHeld] = useState(0);
  const arrived = useRef(nothing());
  const paused = useRef(false);
  const hasBegun = newest.data !== undefined;

  const change = (how: (window: FeedWindow) => FeedWindow) =>
    setShown((before) => ({
      filters,
      window: how(before?.filters === filters ? before.window : begin(newest.data)),
    }));
  const takeIn = useRef(change);
  useEffect(() => {
    takeIn.current = change;
  });

  useEffect(() => {
    if (!hasBegun) return;
    const { queryKey } = newestEventsQuery(browserApi, { aggregate, type, subject });
    const begun = client.getQueryData(queryKey) ?? [];
    const leaving = new AbortController();
    let frame: number | undefined;
    // Many events come in one chunk; they are shown together in one frame.
    const onFrame = () => {
      frame = undefined;
      if (paused.current) return setHeld(arrived.current.events.length);
      const { events, position } = arrived.current;
      arrived.current = nothing();
      takeIn.current((window) => lookedUpTo(extend(window, events), position));
    };
    const soon = () => {
      frame ??= requestAnimationFrame(onFrame);
    };
    // No state is set here: React does that while idle when a page comes alive, and on a busy machine never
    // got done with it, so that no link led away from the page any more.
    arrived.current = nothing();
    void followFeed({ aggregate, type, subject }, begun.at(-1)?.id, leaving.signal, {
      onConnected: setIsConnected,
      onEvent: (event) => {
        arrived.current.events.push(event);
        soon();
      },
      onPosition: (position) => {
        arrived.current.position = position;
        soon();
      },
      onLost: () => {
        setShown(null);
        void client.resetQueries({ queryKey });
      },
    });
    return () => {
      leaving.abort();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [client, aggregate, type, subject, hasBegun]);

  return {
    window: shown?.filters === filters ? shown.window : begin(newest.data),
    newest,
    isConnected,
    isPaused,
    /** How many have come since the page was paused. */
    held,
    setPaused: (wanted: boolean) => {
      paused.current = wanted;
      setIsPaused(wanted);
      if (wanted) return;
      const { events, position } = arrived.current;
      arrived.current = nothing();
      setHeld(0);
      change((window) => lookedUpTo(extend(window, events), position));
    },
    readOlder: async (oldest: CloudEvent) => {
      const events = await eventsBefore(browserApi, { aggregate, type, subject }, oldest.id);
      takeIn.current((window) => extendBelow(window, events, OLDER_EVENTS));
    },
    readGap: async ({ afterEventId, from, to }: Gap) => {
      const events = await eventsAfter(browserApi, afterEventId, to - from + 1);
      takeIn.current((window) => extend(window, events));
    },
  };
}

function begin(newest: readonly CloudEvent[] | undefined): FeedWindow {
  return newest === undefined ? emptyWindow : extendBelow(emptyWindow, newest, FIRST_EVENTS);
}
