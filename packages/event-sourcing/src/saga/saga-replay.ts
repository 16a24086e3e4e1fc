import { CodedError } from '@tools-provider/mediator';
import type { Saga, SagaEvent } from './saga.ts';
import { isTold } from './saga-event.ts';
import {
  newInstance,
  type SagaInstance,
  type SagaNote,
  type SagaSnapshot,
  type UnsentCommand,
} from './saga-instance.ts';
import { type SagaCause, stepOf } from './saga-step.ts';

/** What a replay of an instance came to. */
export interface SagaReplay {
  /** The instance as its history makes it today, from its snapshot on if it has one; what it has decided and not sent, and whether it is set aside, is as it was. */
  readonly instance: SagaInstance;
  /** The names of the fields that differ from what was stored; none, unless the saga's rules have changed. */
  readonly differences: readonly string[];
}

const COMPARED = ['state', 'follows', 'timeouts', 'isDone', 'revision'] as const;

/** The number of the first event that a replay of an instance is told. */
export function firstToReplay({ startSequence, snapshot }: SagaInstance): number {
  return snapshot === undefined ? startSequence : snapshot.lastSequence + 1;
}

/**
 * Makes an instance anew of the events that it was told, and of what was noted beside them: timeouts that came and commands that were
 * refused, since its snapshot where it has one. Nothing is sent. `refused` (code `saga-replay-diverged`) when it decides today so differently that a noted command is none of its
 * own.
 */
export async function replay(
  saga: Saga,
  stored: SagaInstance,
  events: AsyncIterable<SagaEvent>,
): Promise<SagaReplay> {
  let current = stored.snapshot === undefined ? undefined : asItWas(stored, stored.snapshot);
  const notes = [...stored.notes];
  const decided = new Map<string, UnsentCommand>();
  const step = (instance: SagaInstance, cause: SagaCause, at: string) => {
    const stepped = stepOf(saga, instance, cause, at);
    for (const command of stepped.unsent) decided.set(command.commandId, command);
    return stepped;
  };
  const recall = (instance: SagaInstance, upTo: number) => {
    let recalled = instance;
    while (notes[0] !== undefined && notes[0].afterSequence < upTo) {
      recalled = step(recalled, causeOf(notes[0], decided), recalled.updatedAt);
      notes.shift();
    }
    return recalled;
  };
  for await (const event of events) {
    if (event.sequence > stored.lastSequence) break;
    current ??= startedBy(saga, stored, event);
    if (current === undefined) continue;
    current = recall(current, event.sequence);
    if (isTold(saga, current, event)) current = step(current, { event }, event.time);
  }
  const replayed = current === undefined ? stored : recall(current, Number.POSITIVE_INFINITY);
  const fields = Object.fromEntries(COMPARED.map((field) => [field, replayed[field]]));
  const differences = COMPARED.filter((field) => !isSame(replayed[field], stored[field]));
  return { instance: { ...stored, ...fields }, differences };
}

function asItWas(stored: SagaInstance, snapshot: SagaSnapshot): SagaInstance {
  return { ...stored, ...snapshot, unsent: [], notes: [], isDone: false };
}

function startedBy(saga: Saga, stored: SagaInstance, event: SagaEvent): SagaInstance | undefined {
  return event.sequence === stored.startSequence
    ? newInstance(saga, stored.id, event, stored.startedAt)
    : undefined;
}

function causeOf({ timeout, refused }: SagaNote, decided: ReadonlyMap<string, UnsentCommand>): SagaCause {
  if (timeout !== undefined) return { timeout };
  const command = refused === undefined ? undefined : decided.get(refused.commandId);
  if (refused === undefined || command === undefined) {
    throw new CodedError(
      'refused',
      'saga-replay-diverged',
      `The command ${refused?.commandId} was refused, and the saga no longer decides it: the instance cannot be made anew`,
    );
  }
  return { refused: command, refusal: refused.refusal };
}

/** Both are plain JSON; the order of fields means nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return [...names].every((name) =>
    isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
