import { status } from '@grpc/grpc-js';
import type { ExpectedRevision } from '../store/decide-append.ts';
import type { AppendOutcome } from '../store/event-writer.ts';
import { type StatusError, toStatusError } from '../wire/errors.ts';
import { shared, streams as streamMessages, type streams, wellKnown } from '../wire/protocol.ts';
import { maxAppendSize } from './proposed-append.ts';

type Response = streams.BatchAppendResp;

/** Puts an append's outcome into its answer; a wrong revision is an error with details, not a status. */
export function batchOutcome(
  response: Response,
  outcome: AppendOutcome,
  expected: ExpectedRevision,
): Response {
  if (outcome.kind === 'wrong-revision') {
    const details = wrongVersion(outcome.current, expected).serializeBinary();
    return withError(response, status.FAILED_PRECONDITION, 'WrongExpectedVersion', {
      name: 'event_store.client.WrongExpectedVersion',
      details,
    });
  }
  const position = new shared.AllStreamPosition()
    .setCommitPosition(String(outcome.position))
    .setPreparePosition(String(outcome.position));
  const success = new streamMessages.BatchAppendResp.Success().setPosition(position);
  if (outcome.revision < 0) success.setNoStream(new wellKnown.Empty());
  else success.setCurrentRevision(String(outcome.revision));
  return response.setSuccess(success);
}

/** Puts a failure into an append's answer, with the details that the clients look for. */
export function batchFailure(response: Response, error: unknown): Response {
  const failure = toStatusError(error);
  return withError(response, failure.code, failure.details, detailsOf(failure));
}

interface Details {
  readonly name: string;
  readonly details: Uint8Array;
}

function detailsOf(failure: StatusError): Details {
  if (failure.metadata.get('exception')[0] === 'maximum-append-size-exceeded') {
    const exceeded = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendSize);
    return { name: 'event_store.client.MaximumAppendSizeExceeded', details: exceeded.serializeBinary() };
  }
  // The client's message for details that it does not know is the status message, which names the cause.
  const badRequest = new shared.BadRequest().setMessage(failure.details);
  return { name: 'event_store.client.BadRequest', details: badRequest.serializeBinary() };
}

function withError(response: Response, code: number, message: string, { name, details }: Details): Response {
  const packed = new wellKnown.Any();
  packed.pack(details, name);
  return response.setError(new wellKnown.Status().setCode(code).setMessage(message).setDetails(packed));
}

function wrongVersion(current: number, expected: ExpectedRevision): shared.WrongExpectedVersion {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new wellKnown.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new wellKnown.Empty());
  if (expected === 'no-stream') return wrong.setExpectedNoStream(new wellKnown.Empty());
  if (expected === 'stream-exists') return wrong.setExpectedStreamExists(new wellKnown.Empty());
  return wrong.setExpectedStreamPosition(String(expected));
}
