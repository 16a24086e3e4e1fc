import type { ConsumerStrategy, GroupKey, GroupSettings } from '../persistent/group-settings.ts';
import { invalidArgument, notServed } from '../wire/errors.ts';
import { streamName, wholeNumber } from '../wire/identifiers.ts';
import { persistent } from '../wire/protocol.ts';

type WriteRequest = persistent.CreateReq | persistent.UpdateReq;
type Settings = persistent.CreateReq.Settings | persistent.UpdateReq.Settings;

/** 2^64−1, by which the clients say END in the field that came before the present one. */
const endRevision = '18446744073709551615';

/** What a request to make or change a group asks for. */
export function parseGroupWrite(request: WriteRequest): { key: GroupKey; settings: GroupSettings } {
  const options = request.getOptions();
  if (options?.hasAll()) throw notServed('persistent subscriptions to $all');
  const settings = options?.getSettings();
  if (options === undefined || settings === undefined) throw invalidArgument('The request has no settings.');
  const stream = options.getStream();
  const identifier = stream?.getStreamIdentifier() ?? options.getStreamIdentifier();
  const key = { stream: streamName(identifier), name: requireName(options.getGroupName()) };
  const startFrom = stream === undefined ? parseRevision(settings.getRevision()) : parseStart(stream);
  return { key, settings: parseSettings(settings, startFrom) };
}

/** The group that a request names. */
export function parseGroupKey(
  options:
    | persistent.DeleteReq.Options
    | persistent.GetInfoReq.Options
    | persistent.ReadReq.Options
    | undefined,
): GroupKey {
  if (options?.hasAll()) throw notServed('persistent subscriptions to $all');
  return {
    stream: streamName(options?.getStreamIdentifier()),
    name: requireName(options?.getGroupName() ?? ''),
  };
}

function requireName(name: string): string {
  if (name === '') throw invalidArgument('The request names no subscription group.');
  return name;
}

const parseRevision = (text: string): number | 'end' => (text === endRevision ? 'end' : wholeNumber(text));

function parseStart(
  stream: persistent.CreateReq.StreamOptions | persistent.UpdateReq.StreamOptions,
): number | 'end' {
  if (stream.hasStart()) return 0;
  if (stream.hasEnd()) return 'end';
  return parseRevision(stream.getRevision());
}

function parseSettings(settings: Settings, startFrom: number | 'end'): GroupSettings {
  const parsed: GroupSettings = {
    resolveLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    startFrom,
    messageTimeoutMs: settings.hasMessageTimeoutTicks()
      ? ticksToMs(settings.getMessageTimeoutTicks())
      : settings.getMessageTimeoutMs(),
    maxRetryCount: settings.getMaxRetryCount(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    checkpointAfterMs: settings.hasCheckpointAfterTicks()
      ? ticksToMs(settings.getCheckpointAfterTicks())
      : settings.getCheckpointAfterMs(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    strategy: parseStrategy(settings),
  };
  requireSizes(parsed);
  return parsed;
}

function requireSizes({ readBatchSize, historyBufferSize, liveBufferSize }: GroupSettings): void {
  if (readBatchSize <= 0) throw invalidArgument('The read batch size must be positive.');
  if (liveBufferSize <= 0) throw invalidArgument('The live buffer size must be positive.');
  if (historyBufferSize <= readBatchSize) {
    throw invalidArgument('The history buffer size must be larger than the read batch size.');
  }
}

const strategies: Readonly<Record<string, ConsumerStrategy>> = {
  DispatchToSingle: 'DispatchToSingle',
  RoundRobin: 'RoundRobin',
  Pinned: 'Pinned',
};

function parseStrategy(settings: Settings): ConsumerStrategy {
  const text = 'getConsumerStrategy' in settings ? settings.getConsumerStrategy() : '';
  const known = strategies[text];
  if (text !== '' && known === undefined) throw notServed(`the consumer strategy ${text}`);
  if (known !== undefined) return known;
  const { DISPATCHTOSINGLE, PINNED } = persistent.CreateReq.ConsumerStrategy;
  const named: number = settings.getNamedConsumerStrategy();
  if (named === DISPATCHTOSINGLE) return 'DispatchToSingle';
  return named === PINNED ? 'Pinned' : 'RoundRobin';
}

/** .NET ticks are 100 ns. */
const ticksToMs = (ticks: string): number => Math.round(Number(ticks) / 10_000);
