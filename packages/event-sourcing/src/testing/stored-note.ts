import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import type { StateWrite } from '../repository/state-store.ts';

/** A collection that a store under test must have prepared: for states, with an index on `title`. */
export const NOTES = 'notes-under-test';

/** The state that the contracts of the state store and of the outbox are tested with. */
export interface Note {
  readonly title: string;
  readonly owner?: string | null;
  readonly isShared?: boolean;
  readonly [field: string]: unknown;
}

/** A write that takes a note from one revision to the next. */
export function noteWrite(id: string, revision: number, state: Note): StateWrite<Note> {
  return {
    collection: NOTES,
    id,
    revision,
    expectedRevision: revision - 1,
    state,
    commands: [],
    messages: [noteMessage(id, revision)],
  };
}

/** A message that was never tried. Its subject is a stream of its own for each note. */
export function noteMessage(note: string, revision: number): OutboxMessage {
  const [id, commandId] = [randomUUID(), randomUUID()];
  const stream = `tools_provider-note-${note}`;
  const at = '2026-01-02T03:04:05.678Z';
  return {
    id,
    subject: stream,
    revision,
    event: {
      id,
      type: 'note.written.v1',
      data: { what: 'something', list: [1, { deep: true }], nothing: null },
      stream,
      revision,
      metadata: {
        $correlationId: commandId,
        $causationId: commandId,
        commandId,
        sequenceNumber: 0,
        actor: 'otto',
        occurredAt: at,
      },
    },
    status: 'pending',
    attempts: 0,
    nextAttemptAt: at,
    createdAt: at,
  };
}
