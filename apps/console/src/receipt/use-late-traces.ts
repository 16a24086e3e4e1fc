'use client';

import { useEffect, useRef } from 'react';
import type { ReceiptLine } from './receipt-lines.ts';

/** The worker stores its notes about half a second after the event, and tells nobody. */
const AGAIN_MS = 700;
const MOST_TIMES = 5;

/** Asks again, a few times, for the times of the newest event when it is projected and they are not there yet. */
export function useLateTraces(
  trace: { readonly isFetching: boolean; readonly isError: boolean; refetch(): unknown },
  [newest]: readonly ReceiptLine[],
): void {
  const asked = useRef({ eventId: '', times: 0 });
  const isLate = newest?.projected.kind === 'untimed';
  const eventId = newest?.eventId ?? '';
  const { isFetching, isError, refetch } = trace;
  useEffect(() => {
    if (!isLate || isFetching || isError) return;
    if (asked.current.eventId !== eventId) asked.current = { eventId, times: 0 };
    if (asked.current.times === MOST_TIMES) return;
    asked.current.times += 1;
    const timer = setTimeout(() => refetch(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isLate, isFetching, isError, eventId, refetch]);
}
