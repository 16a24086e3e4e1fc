/** One message of an event stream; `data` is sent as JSON. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly id?: string;
  readonly data: unknown;
}

/** The message in the form of the HTML standard, section "Server-sent events". JSON has no line breaks, so `data` is one line. */
export function formatEvent({ event, id, data }: ServerSentEvent): string {
  const lines = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}

/** A comment: readers skip it, proxies see that the connection lives. */
export const HEARTBEAT = ': heartbeat\n\n';

/** How long a stream may be silent, in milliseconds, before a {@link HEARTBEAT} is due. */
export const HEARTBEAT_INTERVAL_MS = 15_000;
