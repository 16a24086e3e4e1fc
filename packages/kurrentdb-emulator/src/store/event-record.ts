/** An event as it lies in the log. `position` orders all events; `revision` is its place in `stream`. */
export interface EventRecord {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  /** The event's UUID, in lower case. */
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event that a client, or the server itself, wants written. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** The event type by which KurrentDB marks a link: its data is `<revision>@<stream>` of another event. */
export const linkType = '$>';

/** The place a link's data names, or nothing when the text is no link. */
export function parseLink(data: Uint8Array): { stream: string; revision: number } | undefined {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
  const at = text.indexOf('@');
  const revision = Number(text.slice(0, at));
  if (at < 1 || !Number.isSafeInteger(revision)) return undefined;
  return { stream: text.slice(at + 1), revision };
}

const nothing = new Uint8Array(0);

/** A link event to one event, as projections and parking write them. */
export function linkTo(target: { stream: string; revision: number }, id: string): ProposedEvent {
  const data = Buffer.from(`${target.revision}@${target.stream}`, 'utf8');
  return { id, type: linkType, contentType: 'application/octet-stream', data, metadata: nothing };
}
