import type { Command } from '@tools-provider/mediator';
import { derivedId } from '../aggregate/derived-id.ts';
import { requestHashOf } from '../commands/request-hash.ts';
import { EventSourcingConfigurationError } from '../errors.ts';
import type { Saga, SagaDecision, SagaEvent, SagaRefusal } from './saga.ts';
import type { SagaInstance, SagaNote, SagaSnapshot, SagaTimeout, UnsentCommand } from './saga-instance.ts';

/** Why an instance decides. */
export type SagaCause =
  | { readonly event: SagaEvent }
  | { readonly timeout: SagaTimeout }
  | { readonly refused: UnsentCommand; readonly refusal: SagaRefusal };

/** The namespace of the ids of everything that sagas cause. */
const SAGAS = '2b7c3f0e-6a0d-5d0a-9d3c-0f6f5f1a7c42';

/** What one document of a store takes, with room for what is kept beside the instance. */
const MAX_INSTANCE_BYTES = 8_000_000;

/** With so many notes an instance gets a snapshot in their place: each of its saves writes them all. */
const MAX_NOTES = 500;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The instance after a decision: its new state, with the decided commands waiting to be sent. Pure, and the ids of the commands are derived
 * from the cause, so that deciding again gives the same commands. {@link EventSourcingConfigurationError} for a decision that cannot be
 * carried out.
 */
export function stepOf(saga: Saga, instance: SagaInstance, cause: SagaCause, now: string): SagaInstance {
  const decision = decisionOn(saga, plain(instance.state), cause);
  refuseUnlessPossible(saga, decision, cause);
  const isDone = instance.isDone || decision.isDone === true;
  const sequence = 'event' in cause ? cause.event.sequence : instance.lastSequence;
  const stepped: SagaInstance = {
    ...instance,
    revision: instance.revision + 1,
    state: plain(decision.state),
    follows: [...new Set([...instance.follows, ...(decision.follow ?? [])])],
    unsent: commandsOf(instance, cause, decision.send ?? [], now),
    timeouts: isDone ? [] : timeoutsAfter(instance, cause, decision.timeouts ?? {}),
    isDone,
    lastSequence: Math.max(sequence, instance.lastSequence),
    ...notedAfter(instance, cause),
    updatedAt: now,
  };
  refuseIfTooLarge(stepped);
  return stepped;
}

/** What a cause is called in a failure. */
export function nameOf(cause: SagaCause): string {
  if ('event' in cause) return cause.event.type;
  return 'timeout' in cause ? `timeout ${cause.timeout.name}` : cause.refused.command.type;
}

/** The timeouts of an instance that were due at a moment or before, the earliest first. */
export function dueTimeouts({ timeouts, isDone }: SagaInstance, at: string): SagaTimeout[] {
  if (isDone) return [];
  return timeouts.filter(({ dueAt }) => dueAt <= at).toSorted((one, other) => compare(one, other));
}

function compare(one: SagaTimeout, other: SagaTimeout): number {
  return one.dueAt === other.dueAt
    ? one.name.localeCompare(other.name)
    : one.dueAt.localeCompare(other.dueAt);
}

function decisionOn(saga: Saga, state: unknown, cause: SagaCause): SagaDecision {
  if ('event' in cause) return saga.onEvent(state, cause.event);
  if ('timeout' in cause) return saga.onTimeout(state, cause.timeout.name, cause.timeout.dueAt);
  return saga.onRefused(state, plain(cause.refused.command), cause.refusal);
}

function refuseUnlessPossible({ name, timeoutNames }: Saga, decision: SagaDecision, cause: SagaCause): void {
  const refuse = (what: string): never => {
    throw new EventSourcingConfigurationError(`The saga ${name} ${what}`);
  };
  if (typeof decision !== 'object' || decision === null || decision.state === undefined) {
    refuse('decided without a state: answer { state } from every handler');
  }
  for (const [timeout, dueAt] of Object.entries(decision.timeouts ?? {})) {
    if (!timeoutNames.has(timeout)) {
      refuse(
        `set the timeout ${timeout} and does not say what it decides when that comes: add it to onTimeout`,
      );
    }
    if (dueAt !== null && !(typeof dueAt === 'string' && isMoment(dueAt))) {
      refuse(
        `set the timeout ${timeout} to ${JSON.stringify(dueAt)}: give a time in UTC with milliseconds, or null`,
      );
    }
    if ('timeout' in cause && cause.timeout.name === timeout && (dueAt ?? '9') <= cause.timeout.dueAt) {
      refuse(
        `answered the timeout ${timeout} by setting it to ${dueAt} again, which has passed: set it to a later time`,
      );
    }
  }
}

/** What cannot be stored is the instance's own failure, and not to be tried for ever. */
function refuseIfTooLarge(instance: SagaInstance): void {
  const bytes = Buffer.byteLength(JSON.stringify(instance));
  if (bytes <= MAX_INSTANCE_BYTES) return;
  throw new EventSourcingConfigurationError(
    `The instance ${instance.id} of the saga ${instance.saga} would have ${bytes} bytes, and may have ${MAX_INSTANCE_BYTES}: keep less in its state`,
  );
}

function isMoment(text: string): boolean {
  return MOMENT.test(text) && !Number.isNaN(Date.parse(text));
}

function commandsOf(
  instance: SagaInstance,
  cause: SagaCause,
  commands: readonly Command[],
  now: string,
): UnsentCommand[] {
  const { saga, id, correlationId } = instance;
  const causeId = causeIdOf(instance, cause);
  const event = 'event' in cause ? cause.event : undefined;
  return commands.map((decided, index) => {
    const command = plain(decided);
    return {
      commandId: derivedId(SAGAS, JSON.stringify([causeId, saga, id, index])),
      requestHash: requestHashOf(command),
      command,
      correlationId: event?.correlationId ?? correlationId,
      causationId: causeId,
      decidedAt: now,
      ...(event?.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    };
  });
}

/** A timeout has no id of its own: it is known by whose it is, its name, when it was due, and how much was decided before it came. */
function causeIdOf({ saga, id, revision }: SagaInstance, cause: SagaCause): string {
  if ('event' in cause) return cause.event.id;
  if ('refused' in cause) return cause.refused.commandId;
  const { name, dueAt } = cause.timeout;
  return derivedId(SAGAS, JSON.stringify([saga, id, name, dueAt, revision]));
}

function timeoutsAfter(
  { timeouts }: SagaInstance,
  cause: SagaCause,
  set: Readonly<Record<string, string | null | undefined>>,
): SagaTimeout[] {
  const come = 'timeout' in cause ? cause.timeout.name : undefined;
  const kept = timeouts.filter(({ name }) => name !== come && set[name] === undefined);
  const added = Object.entries(set).flatMap(([name, dueAt]) =>
    typeof dueAt === 'string' ? [{ name, dueAt }] : [],
  );
  return [...kept, ...added].toSorted(compare);
}

/** A refused command is found among those that were decided before it, so no snapshot comes between the two. */
function notedAfter(
  instance: SagaInstance,
  cause: SagaCause,
): { readonly notes: readonly SagaNote[]; readonly snapshot?: SagaSnapshot } {
  const { notes, revision, state, follows, timeouts, lastSequence } = instance;
  const added = notesOf(instance, cause);
  if (notes.length < MAX_NOTES || 'refused' in cause) return { notes: [...notes, ...added] };
  return { notes: added, snapshot: { revision, state, follows, timeouts, lastSequence } };
}

function notesOf({ lastSequence }: SagaInstance, cause: SagaCause): SagaNote[] {
  if ('event' in cause) return [];
  if ('timeout' in cause) return [{ afterSequence: lastSequence, timeout: cause.timeout }];
  const { refused, refusal } = cause;
  return [{ afterSequence: lastSequence, refused: { commandId: refused.commandId, refusal } }];
}

/** As it will be when it has been stored and read again. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
