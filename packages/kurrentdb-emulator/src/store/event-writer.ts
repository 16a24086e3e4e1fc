import { randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { categoryOf, categoryStreamOf } from './category.ts';
import type { CommitParticipant } from './commit-queue.ts';
import { type AppendDecision, decideAppend, type ExpectedRevision, type Known } from './decide-append.ts';
import type { EventReader } from './event-reader.ts';
import { linkTo, type ProposedEvent } from './event-record.ts';
import type { RecentIds } from './recent-ids.ts';
import { isThere, type StreamDirectory, type StreamState } from './stream-directory.ts';
import { metastreamOf, parseStreamLimits, streamOfMetastream, truncation } from './stream-metadata.ts';

/** One atomic append: all events or none. */
export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
}

/** `revision` and `current` are the stream's last revision, -1 for a stream that is not there. */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly current: number };

/** Writes appends, with their category links, inside the transaction that the commit queue has opened. */
export class EventWriter implements CommitParticipant {
  readonly #directory: StreamDirectory;
  readonly #reader: EventReader;
  readonly #recent: RecentIds;
  readonly #insert: StatementSync;
  readonly #known: Known;
  #stagedIds: string[] = [];
  #position: number;
  #settledPosition: number;

  constructor(database: DatabaseSync, directory: StreamDirectory, reader: EventReader, recent: RecentIds) {
    this.#directory = directory;
    this.#reader = reader;
    this.#recent = recent;
    this.#known = {
      recentlyWritten: (id) => recent.find(id),
      idAt: (stream, revision) => reader.idAt(stream, revision),
    };
    this.#position = reader.lastPosition();
    this.#settledPosition = this.#position;
    this.#insert = database.prepare(
      `INSERT INTO events (position, stream, revision, id, type, content_type, created, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** Decides and writes one append. */
  append(append: Append): AppendOutcome {
    const stream = this.#directory.latest(append.stream);
    const decision = this.#decide(stream, append);
    if (decision.kind === 'wrong-revision') return { kind: 'wrong-revision', current: stream.head };
    if (decision.kind === 'repeated') return this.#place(stream, decision.last);
    if (append.events.length === 0) return this.#place(stream, stream.head);
    const created = Date.now();
    const first = stream.head + 1;
    const written = this.#write(stream, append.events, created);
    const position = this.#position;
    this.#obeyMetadata(append);
    this.#link(append, first, created);
    return { kind: 'appended', revision: written.head, position };
  }

  /**
   * Soft-deletes a stream, if it is as expected: its metadata say that nothing up to the next append is to
   * be seen. The outcome's position is the metadata event's.
   */
  softDelete(name: string, expected: ExpectedRevision): AppendOutcome {
    const stream = this.#directory.latest(name);
    const { kind } = decideAppend(stream, expected, [], this.#known);
    if (kind === 'wrong-revision') return { kind, current: stream.head };
    return this.append({ stream: metastreamOf(name), expected: 'any', events: [truncation('all')] });
  }

  /** Position of the last event on disk. */
  get settledPosition(): number {
    return this.#settledPosition;
  }

  settle(): void {
    this.#settledPosition = this.#position;
    this.#stagedIds = [];
    this.#directory.settle();
  }

  forget(): void {
    this.#position = this.#settledPosition;
    for (const id of this.#stagedIds) this.#recent.remove(id);
    this.#stagedIds = [];
    this.#directory.forget();
  }

  #decide(stream: StreamState, append: Append): AppendDecision {
    const ids = append.events.map((event) => event.id);
    return decideAppend(stream, append.expected, ids, this.#known);
  }

  #place(stream: StreamState, revision: number): AppendOutcome {
    const position = revision < 0 ? this.#position : this.#reader.positionOf(stream, revision);
    return { kind: 'appended', revision, position: position ?? this.#position };
  }

  #write(stream: StreamState, events: readonly ProposedEvent[], created: number): StreamState {
    const rowId = this.#directory.rowIdOf(stream);
    let revision = stream.head;
    for (const event of events) {
      revision += 1;
      this.#position += 1;
      const { id, type, contentType } = event;
      const data = storedBytes(event.data);
      const metadata = storedBytes(event.metadata);
      this.#insert.run(this.#position, rowId, revision, id, type, contentType, created, data, metadata);
      this.#recent.add(id, { stream: stream.name, revision });
      this.#stagedIds.push(id);
    }
    // A soft-deleted stream lives on behind the deletion: what was before stays hidden.
    const revived = stream.head >= 0 && !isThere(stream);
    const truncateBefore = revived ? stream.head + 1 : stream.truncateBefore;
    const state = { ...stream, rowId, head: revision, truncateBefore };
    this.#directory.stage(state, revived ? 'store-limits' : 'keep-limits');
    return state;
  }

  #obeyMetadata(append: Append): void {
    const target = streamOfMetastream(append.stream);
    const last = append.events.at(-1);
    if (target === undefined || last === undefined || last.type !== '$metadata') return;
    const stream = this.#directory.latest(target);
    const rowId = this.#directory.rowIdOf(stream);
    this.#directory.stage({ ...stream, rowId, ...parseStreamLimits(last.data) }, 'store-limits');
  }

  #link(append: Append, first: number, created: number): void {
    const category = categoryOf(append.stream);
    if (category === undefined) return;
    const links = append.events.map((_, index) =>
      linkTo({ stream: append.stream, revision: first + index }, randomUUID()),
    );
    this.#write(this.#directory.latest(categoryStreamOf(category)), links, created);
  }
}

// node:sqlite binds an empty array as NULL anyway; the reader turns NULL back into no bytes.
const storedBytes = (bytes: Uint8Array): Uint8Array | null => (bytes.length === 0 ? null : bytes);
