import { CommitQueue } from './commit-queue.ts';
import type { StoreFiles } from './database.ts';
import type { ExpectedRevision } from './decide-append.ts';
import { EventReader } from './event-reader.ts';
import { type EventRecord, linkType, parseLink } from './event-record.ts';
import { type Append, type AppendOutcome, EventWriter } from './event-writer.ts';
import { RecentIds } from './recent-ids.ts';
import { firstVisible, StreamDirectory, type StreamState } from './stream-directory.ts';
import { parseStreamLimits, streamOfMetastream } from './stream-metadata.ts';

/** An event as a reader gets it: with link resolution, `link` is what was read and `event` what it names. */
export interface ResolvedEvent {
  /** Missing when a link's target is gone. */
  readonly event: EventRecord | undefined;
  readonly link: EventRecord | undefined;
}

/** The record that was read: the link where there is one. */
export function originalOf(resolved: ResolvedEvent): EventRecord {
  const record = resolved.link ?? resolved.event;
  if (record === undefined) throw new TypeError('A resolved event holds an event, a link, or both.');
  return record;
}

/** The durable log: appends by group commit, reads by page. */
export class EventLog {
  readonly commits: CommitQueue;
  readonly reader: EventReader;
  readonly #directory: StreamDirectory;
  readonly #writer: EventWriter;

  constructor(files: StoreFiles) {
    const { database } = files;
    this.reader = new EventReader(database);
    this.#directory = new StreamDirectory(database);
    const recent = new RecentIds();
    for (const { id, ...place } of this.reader.newestIds()) recent.add(id, place);
    this.#writer = new EventWriter(database, this.#directory, this.reader, recent);
    this.commits = new CommitQueue(files, this.#writer);
  }

  /** Appends atomically; the promise fulfils when the outcome is on disk. */
  async append(append: Append): Promise<AppendOutcome> {
    // Checked before it joins a commit: what throws inside one undoes everybody's appends.
    if (streamOfMetastream(append.stream) !== undefined) {
      for (const event of append.events) if (event.type === '$metadata') parseStreamLimits(event.data);
    }
    return this.commits.enqueue(() => this.#writer.append(append));
  }

  /** Soft-deletes a stream if it is as expected; the next append revives it, behind what was deleted. */
  softDelete(stream: string, expected: ExpectedRevision): Promise<AppendOutcome> {
    return this.commits.enqueue(() => this.#writer.softDelete(stream, expected));
  }

  /** What is known of a stream now. */
  stream(name: string): StreamState {
    return this.#directory.get(name);
  }

  /** Position of the last committed event, 0 for an empty log. */
  get lastPosition(): number {
    return this.#writer.settledPosition;
  }

  /** Up to `limit` committed events of the whole log from position `from` (included) upwards. */
  allForwards(from: number, limit: number): EventRecord[] {
    // Positions have no gaps, so this many rows end at the last committed one.
    const count = Math.min(limit, this.lastPosition - from + 1);
    return count > 0 ? this.reader.allForwards(from, count) : [];
  }

  /** Follows a link, one level, when asked to; a target that is hidden or missing stays unresolved. */
  resolve(record: EventRecord, resolveLinks: boolean): ResolvedEvent {
    if (!resolveLinks || record.type !== linkType) return { event: record, link: undefined };
    const target = parseLink(record.data);
    if (target === undefined) return { event: undefined, link: record };
    const stream = this.stream(target.stream);
    const visible = target.revision >= firstVisible(stream) && target.revision <= stream.head;
    return { event: visible ? this.reader.at(stream, target.revision) : undefined, link: record };
  }
}
