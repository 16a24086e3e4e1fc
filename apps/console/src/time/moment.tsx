'use client';

import { useNow } from './clock.ts';

const absolute = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** A moment: how long ago it was, with its full time on hover. The server writes it in UTC, since it knows no time zone. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const now = useNow('minute');
  const date = new Date(at);
  return (
    <time dateTime={at} className={className} {...(now === null ? {} : { title: localTime(date) })}>
      {now === null ? `${absolute.format(date)} UTC` : ago(date.getTime(), now)}
    </time>
  );
}

/** `just now`, `5 min. ago`, `yesterday`. */
export function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return 'just now';
  if (size < 45 * 60) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 22 * 3600) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}

function localTime(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' }).format(date);
}
