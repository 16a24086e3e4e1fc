'use client';

import { useEffect, useRef } from 'react';
import { useLiveConnection } from '../../live/live-provider.tsx';
import { dropDraft, type KeptDraft, keepDraft, type SentWish } from './draft-store.ts';

/** Keeps in this tab what is not saved. */
export function useKept({
  place,
  isWorthIt,
  ...kept
}: KeptDraft & { place: string | null; isWorthIt: boolean }): void {
  const { draft, base, sent } = kept;
  useEffect(() => {
    if (place === null) return;
    if (isWorthIt) keepDraft(place, { draft, base, sent });
    else dropDraft(place);
  }, [place, isWorthIt, draft, base, sent]);
}

/** Sends again, under the same key, what nobody has answered, when the connection is back. */
export function useRepeating(unanswered: SentWish | null, send: (sent: SentWish) => Promise<void>): void {
  const isLive = useLiveConnection() === 'live';
  const wasLive = useRef(isLive);
  useEffect(() => {
    const isBack = isLive && !wasLive.current;
    wasLive.current = isLive;
    if (isBack && unanswered !== null) void send(unanswered);
  }, [isLive, unanswered, send]);
}
