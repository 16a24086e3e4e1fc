import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditStates, NOTHING_AUDITED } from '../audit/audit-state.ts';
import type { QuarantineRequest, QuarantineRequests } from '../quarantine/quarantine-requests.ts';

/** Where the upkeep of a pipeline keeps what it needs, under test, and how to be done with it. */
export interface OpenedUpkeep {
  readonly requests: QuarantineRequests;
  readonly audits: AuditStates;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the ports `QuarantineRequests` and `AuditStates` must do, as tests; `open` opens empty ones for each. */
export function upkeepContract(name: string, open: () => Promise<OpenedUpkeep>): void {
  describe(name, () => {
    let opened: OpenedUpkeep;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const request = (second: number, more: Partial<QuarantineRequest> = {}): QuarantineRequest => ({
      id: randomUUID(),
      stream: 'a',
      action: 'retry',
      revision: 3,
      requestedBy: 'ada',
      requestedAt: `2026-11-21T10:00:0${second}.000Z`,
      ...more,
    });

    it('keeps wishes until they are done, the oldest first, each once', async () => {
      const [late, early] = [request(2), request(1, { action: 'skip', note: 'Written by mistake' })];
      for (const each of [late, early, { ...late, revision: 9 }]) await opened.requests.ask(each);
      expect(await opened.requests.pending(10)).toEqual([early, late]);
      expect(await opened.requests.pending(1)).toEqual([early]);
      await opened.requests.done(early.id);
      await opened.requests.done(randomUUID());
      expect(await opened.requests.pending(10)).toEqual([late]);
    });

    it('keeps the state of the audit as it was saved last', async () => {
      expect(await opened.audits.load()).toBeUndefined();
      await opened.audits.save({ ...NOTHING_AUDITED, findings: 1, stall: 'Nothing comes' });
      const last = { stream: 'a', revision: 3, eventId: 'a/3' };
      const state = { ...NOTHING_AUDITED, position: '12345678901234567890', last, repairedEvents: 7 };
      await opened.audits.save(state);
      expect(await opened.audits.load()).toEqual(state);
    });
  });
}
