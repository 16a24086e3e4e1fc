import type { EventLog } from '../store/event-log.ts';
import { CheckpointTracker } from './checkpoint.ts';
import { CheckpointWriter } from './checkpoint-writer.ts';
import { type Consumer, hasRoom, type Message } from './consumer.ts';
import { type Dispatch, dispatchBy } from './dispatch.ts';
import type { GroupKey, GroupSettings } from './group-settings.ts';
import { InFlight } from './in-flight.ts';
import { MessageSource } from './message-source.ts';
import { ParkedMessages } from './parked-messages.ts';

/** What a consumer may say of a message that it does not acknowledge. */
export type NackAction = 'retry' | 'park' | 'skip' | 'stop';

/** What a group is made from; `saveCheckpoint` fulfils when the checkpoint is on disk. */
export interface GroupParts {
  readonly log: EventLog;
  readonly key: GroupKey;
  readonly settings: GroupSettings & { readonly startFrom: number };
  readonly checkpoint: number | undefined;
  saveCheckpoint(revision: number): Promise<void>;
}

/**
 * A persistent subscription at work. It pulls from its stream only while a consumer has room, so what it
 * holds is bounded by the consumers' buffers and the history buffer; nothing is copied when events arrive.
 */
export class Group {
  readonly key: GroupKey;
  readonly settings: GroupSettings & { readonly startFrom: number };
  readonly parked: ParkedMessages;
  readonly checkpoints: CheckpointTracker;
  readonly source: MessageSource;
  readonly consumers: Consumer[] = [];
  readonly #checkpointWriter: CheckpointWriter;
  readonly #dispatch: Dispatch;
  readonly #inFlight: InFlight;
  readonly #stopListening: () => void;
  /** Read and not yet delivered, in order. */
  readonly #fresh: Message[] = [];
  /** To be delivered again, in order, before anything fresh. */
  readonly #retries: Message[] = [];
  #delivered = 0;
  #isClosed = false;

  constructor({ log, key, settings, checkpoint, saveCheckpoint }: GroupParts) {
    const start = checkpoint === undefined ? settings.startFrom : checkpoint + 1;
    this.key = key;
    this.settings = settings;
    this.parked = new ParkedMessages(log, key);
    this.checkpoints = new CheckpointTracker(start, settings);
    this.source = new MessageSource(log, key.stream, start, settings.resolveLinks);
    this.#checkpointWriter = new CheckpointWriter(
      this.checkpoints,
      settings.checkpointAfterMs,
      saveCheckpoint,
    );
    this.#dispatch = dispatchBy(settings.strategy);
    this.#inFlight = new InFlight(settings.messageTimeoutMs, ({ message }) => {
      this.#retryOrPark(message);
      this.#pump();
    });
    this.#stopListening = log.commits.onCommit(() => this.#pump());
  }

  /** Sizes of what the group holds, for its statistics. */
  get load() {
    return {
      delivered: this.#delivered,
      fresh: this.#fresh.length,
      retries: this.#retries.length,
      inFlight: this.#inFlight.size,
    };
  }

  /** Whether another consumer is allowed. */
  get isFull(): boolean {
    const { maxSubscriberCount } = this.settings;
    return maxSubscriberCount > 0 && this.consumers.length >= maxSubscriberCount;
  }

  /** A consumer joins, and gets what is there for it. */
  join(consumer: Consumer): void {
    this.consumers.push(consumer);
    this.#pump();
  }

  /** A consumer has gone: what it held goes to the others. */
  leave(consumer: Consumer): void {
    const index = this.consumers.indexOf(consumer);
    if (index < 0) return;
    this.consumers.splice(index, 1);
    for (const message of this.#inFlight.takeAllOf(consumer)) this.#retry(message);
    this.#pump();
  }

  /** A consumer is done with messages; ids it does not hold are ignored, as after a timeout. */
  ack(consumer: Consumer, ids: readonly string[]): void {
    for (const id of ids) {
      const message = this.#inFlight.take(id, consumer);
      if (message !== undefined) this.#finish(message);
    }
    this.#pump();
  }

  /** A consumer gives messages back. */
  nack(consumer: Consumer, ids: readonly string[], action: NackAction, reason: string): void {
    for (const id of ids) {
      const message = this.#inFlight.take(id, consumer);
      if (message === undefined) continue;
      if (action === 'park') this.#park(message, `Client explicitly NAK'ed message.\n${reason}`);
      else if (action === 'skip') this.#finish(message);
      else this.#retryOrPark(message);
    }
    if (action === 'stop') {
      this.leave(consumer);
      consumer.drop();
    }
    this.#pump();
  }

  /** Delivers what is parked again, or only so many of the oldest messages. */
  replayParked(count: number | undefined): void {
    this.parked.replay(count);
    this.#pump();
  }

  /** Sends all consumers away; what they held goes to those who come next. */
  dropConsumers(): void {
    for (const consumer of [...this.consumers]) {
      this.leave(consumer);
      consumer.drop();
    }
  }

  /** Stops working; its consumers are dropped when the group itself ends, not when the server does. */
  close(consumersAre: 'dropped' | 'left'): void {
    this.#isClosed = true;
    this.#stopListening();
    this.#inFlight.close();
    this.#checkpointWriter.close();
    const consumers = this.consumers.splice(0);
    if (consumersAre === 'dropped') for (const consumer of consumers) consumer.drop();
  }

  #pump(): void {
    if (this.#isClosed) return;
    while (this.consumers.some(hasRoom)) {
      this.#fillRetries();
      const isRetrySent = this.#deliver(this.#retries);
      const isFilled = this.#fillFresh();
      const isFreshSent = this.#deliver(this.#fresh);
      if (!isRetrySent && !isFreshSent && !isFilled) break;
    }
    this.#checkpointWriter.check();
  }

  /** Sends what finds a consumer; true when something did. */
  #deliver(queue: Message[]): boolean {
    let index = 0;
    let isSent = false;
    while (index < queue.length) {
      const message = queue[index];
      if (message === undefined) break;
      // Two messages with one id could not be told apart when they are answered.
      const isAmbiguous = this.#inFlight.has(message.id);
      const consumer = isAmbiguous ? undefined : this.#dispatch.choose(message, this.consumers);
      if (consumer !== undefined) {
        queue.splice(index, 1);
        this.#inFlight.add(message, consumer);
        this.#delivered += 1;
        consumer.send(message);
        isSent = true;
      } else if (this.#dispatch.mayOvertake && this.consumers.some(hasRoom)) {
        index += 1;
      } else {
        break;
      }
    }
    return isSent;
  }

  /** Reads on, if there is use and room for it; true when something was read. */
  #fillFresh(): boolean {
    const { readBatchSize, historyBufferSize } = this.settings;
    // Only where messages overtake each other is there any use in holding more than the next batch.
    const bound = this.#dispatch.mayOvertake ? historyBufferSize : 1;
    if (this.#fresh.length >= bound) return false;
    const messages = this.source.read(readBatchSize);
    for (const message of messages) {
      this.checkpoints.begin(message.revision);
      this.#fresh.push(message);
    }
    return messages.length > 0;
  }

  #fillRetries(): void {
    const { readBatchSize } = this.settings;
    if (this.#retries.length >= readBatchSize) return;
    for (const record of this.parked.takeReplayed(readBatchSize)) {
      this.#retries.push(this.source.replayed(record));
    }
  }

  #retryOrPark(message: Message): void {
    const { maxRetryCount } = this.settings;
    if (message.retryCount < maxRetryCount) this.#retry(message);
    else this.#park(message, `Reached retry count of ${maxRetryCount}`);
  }

  /** Puts a message back before later ones, so that retried messages go out in the stream's order. */
  #retry(message: Message): void {
    const again = { ...message, retryCount: message.retryCount + 1 };
    const later = this.#retries.findIndex(
      (other) => other.isReplayed === again.isReplayed && other.revision > again.revision,
    );
    this.#retries.splice(later < 0 ? this.#retries.length : later, 0, again);
  }

  #park(message: Message, reason: string): void {
    this.parked.park(message, reason).then(
      () => this.#finish(message),
      // Not parked is not done: it stays with the group.
      () => this.#retry(message),
    );
  }

  #finish(message: Message): void {
    if (message.isReplayed) {
      // If this is not written, the message is still parked: it can be replayed once more.
      this.parked.finishReplayed(message.revision).catch(() => undefined);
      return;
    }
    this.checkpoints.finish(message.revision);
    this.#checkpointWriter.check();
  }
}
