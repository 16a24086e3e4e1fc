import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkerSwitch, WorkerSwitches } from '../read-side/worker-switches.ts';

/** Switches under test, and how to be done with them. */
export interface OpenedWorkerSwitches {
  readonly switches: WorkerSwitches;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the `WorkerSwitches` port must do, as tests; `open` opens an empty board for each. */
export function workerSwitchesContract(name: string, open: () => Promise<OpenedWorkerSwitches>): void {
  describe(name, () => {
    let opened: OpenedWorkerSwitches;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const pause: WorkerSwitch = { id: 'a', effect: 'pause', subject: 'one' };
    const slow: WorkerSwitch = { id: 'b', effect: 'slow', delayMs: 100 };
    const poison: WorkerSwitch = { id: 'c', effect: 'poison', eventType: 'group.updated.v1' };

    it('begins with none, and tells by the version that something changed', async () => {
      const { switches } = opened;
      expect(await switches.read()).toEqual({ version: 0, switches: [] });
      const added = await switches.add(pause);
      expect(added).toEqual({ version: 1, switches: [pause] });
      expect(await switches.read()).toEqual(added);
    });

    it('sets several at once and loses none, and takes away one or all', async () => {
      const { switches } = opened;
      await Promise.all([pause, slow, poison].map((each) => switches.add(each)));
      const { version, switches: set } = await switches.read();
      expect(version).toBe(3);
      expect(set.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([pause, slow, poison]);
      expect((await switches.remove('b')).switches.map(({ id }) => id).toSorted()).toEqual(['a', 'c']);
      expect((await switches.remove('nobody')).switches).toHaveLength(2);
      const none = await switches.remove();
      expect(none.switches).toEqual([]);
      expect(none.version).toBeGreaterThan(version);
      expect(await switches.read()).toEqual(none);
    });
  });
}
