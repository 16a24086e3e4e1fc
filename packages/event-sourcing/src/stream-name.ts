/** The category all of the product's streams belong to. It has no dash, because `$ce-` cuts at the first one. */
export const CATEGORY = 'tools_provider';

/** What every stream of the product begins with, for reads of `$all`. */
export const STREAM_PREFIX = `${CATEGORY}-`;

/** Which aggregate a stream belongs to. */
export interface AggregateRef {
  /** The aggregate's name as in URLs: `tool-group`, `task`. */
  readonly aggregate: string;
  readonly id: string;
}

const UUID_LENGTH = 36;

/** `tools_provider-<aggregate>-<id>`; ids are UUIDs, so the name can be taken apart again. */
export function streamName({ aggregate, id }: AggregateRef): string {
  return `${STREAM_PREFIX}${aggregate}-${id}`;
}

/** Takes a stream's name apart; `undefined` for a stream that is none of ours. */
export function parseStreamName(stream: string): AggregateRef | undefined {
  if (!stream.startsWith(STREAM_PREFIX)) return undefined;
  const rest = stream.slice(STREAM_PREFIX.length);
  const id = rest.slice(-UUID_LENGTH);
  const aggregate = rest.slice(0, -UUID_LENGTH - 1);
  if (aggregate === '' || rest.at(-UUID_LENGTH - 1) !== '-') return undefined;
  return { aggregate, id };
}
