import { originalOf, type ResolvedEvent } from '../store/event-log.ts';
import type { EventRecord } from '../store/event-record.ts';
import { streamIdentifier, uuidMessage } from './identifiers.ts';
import { persistent, streams } from './protocol.ts';

type RecordedMessage = streams.ReadResp.ReadEvent.RecordedEvent | persistent.ReadResp.ReadEvent.RecordedEvent;

function fill<Message extends RecordedMessage>(message: Message, record: EventRecord): Message {
  const position = String(record.position);
  message.setId(uuidMessage(record.id));
  message.setStreamIdentifier(streamIdentifier(record.stream));
  message.setStreamRevision(String(record.revision));
  message.setCommitPosition(position);
  message.setPreparePosition(position);
  message.setData(record.data);
  message.setCustomMetadata(record.metadata);
  message
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    // Ticks of 100 ns, written as text because they do not fit a number.
    .set('created', `${record.created}0000`);
  return message;
}

/** A read or catch-up event as `Streams.Read` answers it. */
export function readEventMessage(resolved: ResolvedEvent): streams.ReadResp {
  const Recorded = streams.ReadResp.ReadEvent.RecordedEvent;
  const event = new streams.ReadResp.ReadEvent();
  if (resolved.event !== undefined) event.setEvent(fill(new Recorded(), resolved.event));
  if (resolved.link !== undefined) event.setLink(fill(new Recorded(), resolved.link));
  event.setCommitPosition(String(originalOf(resolved).position));
  return new streams.ReadResp().setEvent(event);
}

/** An event as a persistent subscription delivers it, with how often it was delivered before. */
export function deliveryMessage(resolved: ResolvedEvent, retryCount: number): persistent.ReadResp {
  const Recorded = persistent.ReadResp.ReadEvent.RecordedEvent;
  const event = new persistent.ReadResp.ReadEvent();
  if (resolved.event !== undefined) event.setEvent(fill(new Recorded(), resolved.event));
  if (resolved.link !== undefined) event.setLink(fill(new Recorded(), resolved.link));
  event.setCommitPosition(String(originalOf(resolved).position));
  event.setRetryCount(retryCount);
  return new persistent.ReadResp().setEvent(event);
}
