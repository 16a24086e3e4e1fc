import type { EventRecord } from '../store/event-record.ts';
import { invalidArgument } from '../wire/errors.ts';
import type { streams } from '../wire/protocol.ts';

/** Says whether an event of the log belongs to a filtered read. Links are judged as links, unresolved. */
export type EventFilter = (record: EventRecord) => boolean;

/** A filter with how many events a subscription may look at before it must report its position. */
export interface FilterWindow {
  readonly accepts: EventFilter;
  readonly checkpointInterval: number;
}

/** The server's search window when a request gives none. */
const defaultWindow = 32;

/** Reads the filter of a `$all` request; nothing when it asks for every event. */
export function parseFilter(
  options: streams.ReadReq.Options.FilterOptions | undefined,
): FilterWindow | undefined {
  if (options === undefined) return undefined;
  const onStream = options.getStreamIdentifier();
  const expression = onStream ?? options.getEventType();
  if (expression === undefined)
    throw invalidArgument('The filter names neither stream names nor event types.');
  const matches = parseExpression(expression);
  const accepts: EventFilter = onStream
    ? (record) => matches(record.stream)
    : (record) => matches(record.type);
  const window = options.hasMax() ? options.getMax() : defaultWindow;
  return { accepts, checkpointInterval: Math.max(1, window * options.getCheckpointintervalmultiplier()) };
}

function parseExpression(
  expression: streams.ReadReq.Options.FilterOptions.Expression,
): (text: string) => boolean {
  const source = expression.getRegex();
  if (source !== '') {
    const pattern = parsePattern(source);
    return (text) => pattern.test(text);
  }
  const prefixes = expression.getPrefixList();
  if (prefixes.length === 0)
    throw invalidArgument('The filter has neither a regular expression nor a prefix.');
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

function parsePattern(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidArgument(`The filter's regular expression is not one that JavaScript knows: ${reason}`);
  }
}
