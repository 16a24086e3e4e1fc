import type { ExpectedRevision } from '../store/decide-append.ts';
import type { ProposedEvent } from '../store/event-record.ts';
import { appendTooLarge, metadataMissing } from '../wire/errors.ts';
import { uuidText } from '../wire/identifiers.ts';
import type { streams } from '../wire/protocol.ts';

type ProposedMessage = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

/** The server's default limit of one append, in bytes as it counts them. */
export const maxAppendSize = 1024 * 1024;

/** Gathers an append's events as they arrive and holds no more of them than the limit allows. */
export class ProposedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: ProposedEvent[] = [];
  #size = 0;

  constructor(stream: string, expected: ExpectedRevision) {
    this.stream = stream;
    this.expected = expected;
  }

  /** Takes one more event; throws when the event is not whole or the append has grown too large. */
  add(message: ProposedMessage): void {
    const event = parseProposed(message);
    // The server counts the type as UTF-16, and data and metadata as they are.
    this.#size += event.data.length + event.metadata.length + event.type.length * 2;
    if (this.#size > maxAppendSize) {
      this.events.length = 0;
      throw appendTooLarge(maxAppendSize);
    }
    this.events.push(event);
  }
}

function parseProposed(message: ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  if (type === undefined) throw metadataMissing('type');
  const contentType = metadata.get('content-type');
  if (contentType === undefined) throw metadataMissing('content-type');
  return {
    id: uuidText(message.getId()),
    type,
    contentType,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}
