import type { ExpectedRevision } from '../store/decide-append.ts';
import type { EventLog } from '../store/event-log.ts';
import { invalidArgument, wrongExpectedVersion } from '../wire/errors.ts';
import { streamName, wholeNumber } from '../wire/identifiers.ts';
import { streams } from '../wire/protocol.ts';
import { requireWritable } from './append-call.ts';

/** Answers `Streams.Delete`, the soft delete. */
export async function answerDelete(log: EventLog, request: streams.DeleteReq): Promise<streams.DeleteResp> {
  const options = request.getOptions();
  if (options === undefined) throw invalidArgument('The delete request has no options.');
  const stream = requireWritable(streamName(options.getStreamIdentifier()));
  const expected = parseExpected(options);
  const outcome = await log.softDelete(stream, expected);
  if (outcome.kind === 'wrong-revision') {
    throw wrongExpectedVersion(stream, expectedNumber(expected), outcome.current);
  }
  const position = new streams.DeleteResp.Position()
    .setCommitPosition(String(outcome.position))
    .setPreparePosition(String(outcome.position));
  return new streams.DeleteResp().setPosition(position);
}

function parseExpected(options: streams.DeleteReq.Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return wholeNumber(options.getRevision());
}

/** The protocol's numbers for the expectations that are no revision. */
function expectedNumber(expected: ExpectedRevision): number {
  if (expected === 'no-stream') return -1;
  if (expected === 'any') return -2;
  return expected === 'stream-exists' ? -4 : expected;
}
