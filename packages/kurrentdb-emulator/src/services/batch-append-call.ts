import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ExpectedRevision } from '../store/decide-append.ts';
import type { EventLog } from '../store/event-log.ts';
import { invalidArgument, toStatusError } from '../wire/errors.ts';
import { streamName, uuidText, wholeNumber } from '../wire/identifiers.ts';
import { streams } from '../wire/protocol.ts';
import { requireWritable } from './append-call.ts';
import { batchFailure, batchOutcome } from './batch-append-answers.ts';
import type { Leadership } from './leadership.ts';
import { ProposedAppend } from './proposed-append.ts';

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** One append in the making, told apart from others on the same call by its correlation id. */
interface Gathering {
  readonly options: streams.BatchAppendReq.Options;
  readonly append: ProposedAppend | undefined;
  failure: unknown;
}

/**
 * Answers `Streams.BatchAppend`: many appends on one call, each in chunks until its last, each answered by
 * its correlation id when it is on disk. A refused append does not end the call.
 */
export function answerBatchAppend(log: EventLog, leadership: Leadership, call: BatchCall): void {
  const gathered = new Map<string, Gathering>();
  let underWay = 0;
  let isEnded = false;
  const answer = (response: streams.BatchAppendResp) => {
    underWay -= 1;
    if (!call.cancelled) call.write(response);
    if (isEnded && underWay === 0) call.end();
  };
  call.on('error', () => undefined);
  call.on('data', (request: streams.BatchAppendReq) => {
    try {
      const id = uuidText(request.getCorrelationId());
      const gathering = gather(gathered.get(id), request);
      gathered.set(id, gathering);
      if (!request.getIsFinal()) return;
      gathered.delete(id);
      // This is no append's answer: it ends the call, whatever else is under way on it.
      leadership.require();
      underWay += 1;
      finish(log, request, gathering).then(answer, (error: unknown) =>
        call.emit('error', toStatusError(error)),
      );
    } catch (error) {
      call.emit('error', toStatusError(error));
    }
  });
  call.on('end', () => {
    isEnded = true;
    if (underWay === 0) call.end();
  });
}

function gather(known: Gathering | undefined, request: streams.BatchAppendReq): Gathering {
  const gathering = known ?? begin(request);
  if (gathering.append === undefined || gathering.failure !== undefined) return gathering;
  try {
    for (const message of request.getProposedMessagesList()) gathering.append.add(message);
  } catch (error) {
    gathering.failure = error;
  }
  return gathering;
}

function begin(request: streams.BatchAppendReq): Gathering {
  const options = request.getOptions();
  if (options === undefined) throw invalidArgument('The first chunk of a batch append has no options.');
  try {
    const stream = requireWritable(streamName(options.getStreamIdentifier()));
    return { options, append: new ProposedAppend(stream, parseExpected(options)), failure: undefined };
  } catch (error) {
    return { options, append: undefined, failure: error };
  }
}

async function finish(
  log: EventLog,
  request: streams.BatchAppendReq,
  { options, append, failure }: Gathering,
): Promise<streams.BatchAppendResp> {
  const response = new streams.BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(options.getStreamIdentifier());
  if (append === undefined || failure !== undefined) return batchFailure(response, failure);
  try {
    const outcome = await log.append(append);
    return batchOutcome(response, outcome, append.expected);
  } catch (error) {
    return batchFailure(response, error);
  }
}

function parseExpected(options: streams.BatchAppendReq.Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return wholeNumber(options.getStreamPosition());
}
