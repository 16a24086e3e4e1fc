import type { ReadPathContext, WorkerSwitch } from '@tools-provider/event-sourcing';
import { InMemoryWorkerSwitches } from '@tools-provider/event-sourcing/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DevelopmentSwitches } from './development-switches.ts';

const ONE = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const OTHER = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c22';

let board: InMemoryWorkerSwitches;
let worker: DevelopmentSwitches;

beforeEach(() => {
  board = new InMemoryWorkerSwitches();
  worker = new DevelopmentSwitches({
    switches: board,
    log: { info: () => undefined, warn: () => undefined },
  });
});
afterEach(() => worker.stop());

/** Begins to tell an event; `state` says what has come of it so far. */
function tell(id: string, type = 'group.updated.v1', signal?: AbortSignal) {
  const event = { id: 'e', type, stream: `tools_provider-tool-group-${id}`, revision: 1 };
  const told: { state: string; done: Promise<void> } = { state: 'held', done: Promise.resolve() };
  const done = worker.behavior(signal)({ type }, { event } as unknown as ReadPathContext, async () => {
    told.state = 'projected';
  });
  told.done = done.then(
    () => undefined,
    (error: Error & { kind: string; code: string }) => {
      told.state = `${error.kind} ${error.code}`;
    },
  );
  return told;
}

/** Sets a switch and resolves when it is obeyed. */
async function set(change: () => Promise<unknown>): Promise<void> {
  const obeyed = Promise.withResolvers<void>();
  await worker.start(obeyed.resolve);
  await change();
  await obeyed.promise;
}

const add = (added: Omit<WorkerSwitch, 'id'>) => board.add({ id: 'a', ...added });

it('obeys what was set before it started, and lets go what it held when that is taken away', async () => {
  await add({ effect: 'pause', subject: ONE });
  await worker.start(() => undefined);
  expect(worker.obeyed).toBe(1);
  const [held, other] = [tell(ONE), tell(OTHER)];
  await other.done;
  expect([held.state, other.state]).toEqual(['held', 'projected']);
  await board.remove('a');
  await held.done;
  expect(held.state).toBe('projected');
  expect(worker.obeyed).toBe(2);
});

it('poisons the events of the type that is named, and no others', async () => {
  await set(() => add({ effect: 'poison', eventType: 'group.updated.v1' }));
  const [poisoned, other] = [tell(ONE), tell(ONE, 'group.created.v1')];
  await Promise.all([poisoned.done, other.done]);
  expect([poisoned.state, other.state]).toEqual(['defect projection-failed', 'projected']);
});

it('slows each event by as much as is said, and by no more', async () => {
  await set(() => add({ effect: 'slow', delayMs: 30 }));
  const before = performance.now();
  await tell(ONE).done;
  expect(performance.now() - before).toBeGreaterThanOrEqual(29);
});

it('gives up what it holds when the worker stops, as if a store were away', async () => {
  await add({ effect: 'pause' });
  await worker.start(() => undefined);
  const held = tell(ONE);
  await worker.stop();
  await held.done;
  expect(held.state).toBe('unavailable worker-stops');
});

it('gives up what it holds of a rebuild that is cancelled, and holds the rest on', async () => {
  await add({ effect: 'pause' });
  await worker.start(() => undefined);
  const rebuild = new AbortController();
  const [ofRebuild, live] = [tell(ONE, 'group.updated.v1', rebuild.signal), tell(ONE)];
  rebuild.abort();
  await ofRebuild.done;
  expect([ofRebuild.state, live.state]).toEqual(['unavailable worker-stops', 'held']);
});
