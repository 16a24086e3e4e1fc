import {
  evolveTask,
  evolveToolGroup,
  initialTask,
  initialToolGroup,
  streamName,
} from '@tools-provider/domain';
import { type CommandContext, derivedId, type RecordedEvent } from '@tools-provider/event-sourcing';
import { InMemoryEventStore, InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import type { CodedError } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import type { Role } from './roles.ts';
import type { UseCase } from './use-case.ts';
import { createWriteSide } from './write-side.ts';

const GROUP = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const TASK = '1b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c22';
const COMMANDS = 400;

/** What people may wish of one group and one task; many of these are refused or fulfilled already when their turn comes. */
const wishes: readonly UseCase[] = [
  { type: 'change-tool-group-details', id: GROUP, name: 'Search', description: 'Reads' },
  { type: 'change-tool-group-details', id: GROUP, name: 'Find', requiresApproval: true },
  { type: 'change-tool-group-details', id: GROUP, requiresApproval: false },
  { type: 'add-selector', id: GROUP, selector: { id: 'sel-1', namePattern: 'get*' } },
  { type: 'add-selector', id: GROUP, selector: { id: 'sel-1', namePattern: 'list*' } },
  { type: 'remove-selector', id: GROUP, selectorId: 'sel-1' },
  { type: 'add-explicit-tool', id: GROUP, toolId: 'crm:get' },
  { type: 'remove-explicit-tool', id: GROUP, toolId: 'crm:get' },
  { type: 'exclude-tool', id: GROUP, toolId: 'crm:drop', reason: 'Slow' },
  { type: 'include-tool', id: GROUP, toolId: 'crm:drop' },
  { type: 'deactivate-tool-group', id: GROUP, reason: 'Incident' },
  { type: 'activate-tool-group', id: GROUP },
  { type: 'change-task', id: TASK, title: 'Look', priority: 'high', assigneeId: 'vera' },
  { type: 'change-task', id: TASK, title: 'See', status: 'in_progress' },
  { type: 'change-task', id: TASK, status: 'completed' },
  { type: 'change-task', id: TASK, title: ' ' },
];
const ROLES_TRIED: readonly Role[] = ['viewer', 'operator', 'admin'];

interface Sent {
  readonly context: CommandContext;
  readonly answer?: { readonly id: string; readonly revision: number; readonly state: unknown };
}

/** Numbers that look like chance, but are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let n = seed; ; ) {
    n = (n * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield n >> 8;
  }
}

async function sendMany(log: InMemoryEventStore): Promise<Sent[]> {
  const mediator = createWriteSide({ eventStore: log, stateStore: new InMemoryStateStore() });
  const chance = numbers(7);
  const sent: Sent[] = [];
  const send = async (command: UseCase, role: Role) => {
    const commandId = derivedId(GROUP, `command/${sent.length}`);
    const context: CommandContext = {
      actor: { id: `${role}-${sent.length % 3}`, name: role, roles: [role] },
      occurredAt: new Date(Date.UTC(2026, 0, 1) + sent.length * 1_000).toISOString(),
      commandId,
      correlationId: commandId,
      causationId: commandId,
      newId: (label) => derivedId(commandId, label),
    };
    const outcome = await mediator.execute<UseCase>(command, context).catch((error: CodedError) => {
      expect(error.kind).not.toBe('defect');
      return undefined;
    });
    sent.push({
      context,
      ...(outcome === undefined ? {} : { answer: outcome as NonNullable<Sent['answer']> }),
    });
  };
  await send({ type: 'create-tool-group', id: GROUP, name: 'Search', selectors: [{}, {}] }, 'operator');
  await send({ type: 'create-task', id: TASK, title: 'Look' }, 'operator');
  while (sent.length < COMMANDS) {
    const wish = wishes[chance.next().value % wishes.length];
    if (wish !== undefined) await send(wish, ROLES_TRIED[chance.next().value % 3] ?? 'viewer');
  }
  return sent;
}

const eventsOf = (log: InMemoryEventStore, aggregate: string, id: string) =>
  Array.fromAsync(log.read(streamName({ aggregate, id })));

/** The state after each event. */
function statesOf(
  events: readonly RecordedEvent[],
  initial: unknown,
  evolve: (state: never, event: never) => unknown,
) {
  let state = initial;
  return events.map((event) => {
    state = evolve(state as never, event as never);
    return state;
  });
}

describe('The log of an aggregate', () => {
  it('tells every state that a command has ever answered, and of every change who made it, when and by which command', async () => {
    const log = new InMemoryEventStore();
    const sent = await sendMany(log);
    const events = new Map([
      [GROUP, await eventsOf(log, 'tool-group', GROUP)],
      [TASK, await eventsOf(log, 'task', TASK)],
    ]);
    const states = new Map([
      [GROUP, statesOf(events.get(GROUP) ?? [], initialToolGroup, evolveToolGroup)],
      [TASK, statesOf(events.get(TASK) ?? [], initialTask, evolveTask)],
    ]);
    const heads = new Map([...events.keys()].map((id) => [id, -1]));
    for (const { context, answer } of sent) {
      const made = [...events.values()]
        .flat()
        .filter(({ metadata }) => metadata.commandId === context.commandId);
      const head = heads.get(answer?.id ?? '') ?? -1;
      const raised = answer === undefined ? 0 : answer.revision - head;
      expect(made.map(({ revision }) => revision)).toEqual(
        Array.from({ length: raised }, (_, n) => head + 1 + n),
      );
      for (const [sequenceNumber, { metadata }] of made.entries()) {
        expect(metadata).toMatchObject({
          actor: context.actor.id,
          occurredAt: context.occurredAt,
          sequenceNumber,
        });
      }
      if (answer === undefined) continue;
      expect(states.get(answer.id)?.[answer.revision]).toEqual(answer.state);
      heads.set(answer.id, answer.revision);
    }
    expect([...events].map(([id, all]) => [id, all.length - 1])).toEqual([...heads]);
    const refused = sent.filter(({ answer }) => answer === undefined).length;
    expect(refused).toBeGreaterThan(20);
    expect(events.get(GROUP)?.length).toBeGreaterThan(50);
    expect(events.get(TASK)?.length).toBeGreaterThan(5);
  });
});
