import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { runCatchUp } from '../reading/catch-up.ts';
import { allPages, streamPages } from '../reading/read-pages.ts';
import { parseReadRequest, type ReadRequest } from '../reading/read-request.ts';
import type { EventLog } from '../store/event-log.ts';
import type { EventRecord } from '../store/event-record.ts';
import { isThere } from '../store/stream-directory.ts';
import { toStatusError } from '../wire/errors.ts';
import { readEventMessage } from '../wire/event-messages.ts';
import { streamIdentifier } from '../wire/identifiers.ts';
import { streams } from '../wire/protocol.ts';
import { ResponseWriter } from '../wire/response-writer.ts';
import type { Leadership } from './leadership.ts';

type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Answers `Streams.Read`: a read that ends, or a catch-up subscription that does not. */
export async function answerRead(log: EventLog, leadership: Leadership, call: ReadCall): Promise<void> {
  const writer = new ResponseWriter<streams.ReadResp>(call);
  try {
    leadership.require();
    const request = parseReadRequest(call.request);
    if (request.kind === 'subscription') await runCatchUp(log, request, randomUUID(), writer);
    else await sendPages(log, request, writer);
    writer.end();
  } catch (error) {
    call.emit('error', toStatusError(error));
  }
}

async function sendPages(
  log: EventLog,
  request: Extract<ReadRequest, { kind: 'read' }>,
  writer: ResponseWriter<streams.ReadResp>,
): Promise<void> {
  const pages = pagesOf(log, request);
  if (pages === undefined) {
    const identifier = streamIdentifier(request.stream ?? '');
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier);
    await writer.write(new streams.ReadResp().setStreamNotFound(missing));
    return;
  }
  let isFirst = true;
  for (const page of pages) {
    if (!isFirst) await nextTurn();
    isFirst = false;
    for (const record of page) {
      if (writer.gone.aborted) return;
      const room = writer.write(readEventMessage(log.resolve(record, request.resolveLinks)));
      if (room !== undefined) await room;
    }
  }
}

function pagesOf(
  log: EventLog,
  request: Extract<ReadRequest, { kind: 'read' }>,
): Iterable<readonly EventRecord[]> | undefined {
  const { from, backwards, count } = request;
  if (request.stream === undefined) return allPages(log, from, backwards, count, request.filter?.accepts);
  const stream = log.stream(request.stream);
  return isThere(stream) ? streamPages(log, stream, from, backwards, count) : undefined;
}
