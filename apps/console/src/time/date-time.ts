const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in the browser's time zone: `26 Nov 2026, 19:30`. */
export function localDateTime(at: string): string {
  return full.format(new Date(at));
}

/** A moment (ISO 8601) as an `<input type="datetime-local">` has it: in the browser's time zone, to the minute. */
export function toDateTimeInput(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What was chosen in such an input as a moment, ISO 8601 in UTC with milliseconds; null when nothing was. */
export function fromDateTimeInput(value: string): string | null {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The name of the browser's time zone. */
export function timeZoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
