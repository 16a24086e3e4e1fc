import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import { isCategoryStream } from '../store/category.ts';
import type { ExpectedRevision } from '../store/decide-append.ts';
import type { EventLog } from '../store/event-log.ts';
import type { AppendOutcome } from '../store/event-writer.ts';
import { invalidArgument, notServed, toStatusError } from '../wire/errors.ts';
import { streamName, wholeNumber } from '../wire/identifiers.ts';
import { shared, streams } from '../wire/protocol.ts';
import type { Leadership } from './leadership.ts';
import { ProposedAppend } from './proposed-append.ts';

type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/** Refuses appends to the streams that the server itself writes. */
export function requireWritable(stream: string): string {
  if (isCategoryStream(stream)) throw notServed(`appends to the category stream ${stream}`);
  return stream;
}

/** Answers `Streams.Append`: options first, then events; a wrong revision is an answer, not an error. */
export function answerAppend(
  log: EventLog,
  leadership: Leadership,
  call: AppendCall,
  reply: sendUnaryData<streams.AppendResp>,
): void {
  let append: ProposedAppend | undefined;
  let isAnswered = false;
  const refuse = (error: unknown) => {
    if (isAnswered) return;
    isAnswered = true;
    reply(toStatusError(error));
  };
  call.on('data', (request: streams.AppendReq) => {
    if (isAnswered) return;
    try {
      append = take(append, request);
    } catch (error) {
      refuse(error);
    }
  });
  call.on('end', () => {
    if (isAnswered) return;
    if (append === undefined) return refuse(invalidArgument('The append has no options.'));
    const { expected } = append;
    try {
      leadership.require();
    } catch (error) {
      return refuse(error);
    }
    log.append(append).then((outcome) => {
      isAnswered = true;
      reply(null, answerOf(outcome, expected));
    }, refuse);
  });
}

function take(append: ProposedAppend | undefined, request: streams.AppendReq): ProposedAppend {
  const options = request.getOptions();
  if (options !== undefined) {
    const stream = requireWritable(streamName(options.getStreamIdentifier()));
    return new ProposedAppend(stream, parseExpected(options));
  }
  const message = request.getProposedMessage();
  if (append === undefined || message === undefined)
    throw invalidArgument('The append does not begin with options.');
  append.add(message);
  return append;
}

function parseExpected(options: streams.AppendReq.Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return wholeNumber(options.getRevision());
}

function answerOf(outcome: AppendOutcome, expected: ExpectedRevision): streams.AppendResp {
  if (outcome.kind === 'wrong-revision') {
    return new streams.AppendResp().setWrongExpectedVersion(wrongVersion(outcome.current, expected));
  }
  const position = new streams.AppendResp.Position()
    .setCommitPosition(String(outcome.position))
    .setPreparePosition(String(outcome.position));
  const success = new streams.AppendResp.Success().setPosition(position);
  if (outcome.revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(outcome.revision));
  return new streams.AppendResp().setSuccess(success);
}

function wrongVersion(current: number, expected: ExpectedRevision): streams.AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new shared.Empty());
  if (expected === 'no-stream') return wrong.setExpectedNoStream(new shared.Empty());
  if (expected === 'stream-exists') return wrong.setExpectedStreamExists(new shared.Empty());
  return wrong.setExpectedRevision(String(expected));
}
