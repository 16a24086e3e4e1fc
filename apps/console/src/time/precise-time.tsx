'use client';

import { useNow } from './clock.ts';

const parts = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
} as const;
const utc = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' });
const full = { dateStyle: 'full', timeStyle: 'long' } as const;

/** A time of day to the millisecond, with its date on hover. The server writes it in UTC, since it knows no time zone. */
export function PreciseTime({ at, className }: { at: string; className?: string }) {
  const isAlive = useNow('minute') !== null;
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      className={className}
      {...(isAlive ? { title: new Intl.DateTimeFormat('en-GB', full).format(date) } : {})}
    >
      {(isAlive ? new Intl.DateTimeFormat('en-GB', parts) : utc).format(date)}
    </time>
  );
}
