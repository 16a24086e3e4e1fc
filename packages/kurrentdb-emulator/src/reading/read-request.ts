import { invalidArgument, notServed } from '../wire/errors.ts';
import { requireTextIds, streamName, wholeNumber } from '../wire/identifiers.ts';
import { streams } from '../wire/protocol.ts';
import { type FilterWindow, parseFilter } from './event-filter.ts';

/** Where a read begins: one of the ends, a stream's revision, or a position in the log. */
export type ReadFrom = 'start' | 'end' | number;

/** A stream to read; nothing stands for `$all`. */
export interface ReadTarget {
  readonly stream: string | undefined;
  readonly from: ReadFrom;
  readonly resolveLinks: boolean;
  /** Only ever given with `$all`. */
  readonly filter: FilterWindow | undefined;
}

/** What a `Streams.Read` call asks for. */
export type ReadRequest =
  | (ReadTarget & { readonly kind: 'read'; readonly backwards: boolean; readonly count: number })
  | (ReadTarget & { readonly kind: 'subscription' });

type Options = streams.ReadReq.Options;

/** Reads the request; what the protocol knows and the emulator does not is refused by name. */
export function parseReadRequest(request: streams.ReadReq): ReadRequest {
  const options = request.getOptions();
  if (options === undefined) throw invalidArgument('The read request has no options.');
  requireTextIds(options.getUuidOption());
  const target = parseTarget(options);
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  if (options.hasSubscription()) {
    if (backwards) throw invalidArgument('A subscription can only read forwards.');
    return { kind: 'subscription', ...target };
  }
  if (!options.hasCount()) throw invalidArgument('The read request has neither a count nor a subscription.');
  return { kind: 'read', ...target, backwards, count: wholeNumber(options.getCount()) };
}

function parseTarget(options: Options): ReadTarget {
  const resolveLinks = options.getResolveLinks();
  const filter = parseFilter(options.getFilter());
  const stream = options.getStream();
  if (stream !== undefined) {
    if (filter !== undefined) throw notServed('filters on a stream (they are for $all)');
    const name = streamName(stream.getStreamIdentifier());
    return { stream: name, from: parseStreamFrom(stream), resolveLinks, filter: undefined };
  }
  const all = options.getAll();
  if (all === undefined) throw invalidArgument('The read request names neither a stream nor $all.');
  return { stream: undefined, from: parseAllFrom(all), resolveLinks, filter };
}

function parseStreamFrom(options: streams.ReadReq.Options.StreamOptions): ReadFrom {
  if (options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  return wholeNumber(options.getRevision());
}

function parseAllFrom(options: streams.ReadReq.Options.AllOptions): ReadFrom {
  if (options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  return wholeNumber(options.getPosition()?.getCommitPosition() ?? '0');
}
