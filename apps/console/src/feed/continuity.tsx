'use client';

import { Pill } from '../components/ui/pill.tsx';
import { count, counted } from '../time/numbers.ts';
import { type FeedWindow, gapsOf, numberOf } from './feed-window.ts';

interface ContinuityProps {
  readonly window: FeedWindow;
  readonly isNarrowed: boolean;
  readonly isConnected: boolean | null;
}

/** Whether anything can be missing from what is shown: proven by the numbers, or said to be unknown. */
export function Continuity({ window, isNarrowed, isConnected }: ContinuityProps) {
  if (isConnected === false) return <Pill tone="hollow">Reconnecting…</Pill>;
  const [newest, oldest] = [window.events[0], window.events.at(-1)];
  if (isNarrowed) {
    if (window.lookedUpTo === null) return null;
    const from = window.isWhole || oldest === undefined ? 1 : numberOf(oldest);
    return (
      <Pill>
        {counted(window.events.length, 'event')} in sequence {count(from)}–{count(window.lookedUpTo)}
      </Pill>
    );
  }
  if (newest === undefined || oldest === undefined) return null;
  const range = `${count(numberOf(oldest))}–${count(numberOf(newest))}`;
  const missing = gapsOf(window.events).reduce((sum, { from, to }) => sum + to - from + 1, window.letGo);
  return missing === 0 ? (
    <Pill tone="ok">Sequence {range}, no gap</Pill>
  ) : (
    <Pill tone="bad">
      Sequence {range}, {counted(missing, 'number')} missing
    </Pill>
  );
}
