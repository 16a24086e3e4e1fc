import { describe, expect, it } from 'vitest';
import type { FollowedJob, JobDesk } from './job-desk.ts';
import { EXIT, runJob } from './run-job.ts';
import { terminalOutput } from './terminal-output.ts';

const WISH = { kind: 'rebuild', projection: 'tasks' } as const;

function job(state: FollowedJob['state'], more: Partial<FollowedJob> = {}): FollowedJob {
  const progress = { events: 0, totalEvents: null, eventsPerSecond: 0, etaSeconds: null, checkedStreams: 0 };
  const nothing = { error: null, failures: [], differences: [], isBounded: false };
  const times = { startedAt: null, endedAt: null };
  return { ...WISH, state, isCancelRequested: false, progress, ...times, ...nothing, ...more };
}

/** A desk whose job goes through states, one a look; a cancelled one ends at the next. */
function deskOf(...states: readonly FollowedJob[]) {
  const left = [...states];
  const desk: JobDesk & { isCancelled: boolean } = {
    isCancelled: false,
    request: async () => left.shift() ?? job('done'),
    look: async () => (desk.isCancelled ? job('cancelled') : (left.shift() ?? job('done'))),
    cancel: async () => {
      desk.isCancelled = true;
    },
    close: async () => undefined,
  };
  return desk;
}

async function run(desk: JobDesk, interrupted = new AbortController().signal) {
  const printed: string[] = [];
  const output = terminalOutput({ write: (text: string) => printed.push(text) });
  const code = await runJob(desk, WISH, output, interrupted);
  return { code, printed: printed.join('') };
}

describe('A command that waits for a rebuild', () => {
  it('tells how many events, how fast and how long, and whether it went well', async () => {
    const progress = {
      events: 1_500,
      totalEvents: 4_000,
      eventsPerSecond: 500,
      etaSeconds: 5,
      checkedStreams: 0,
    };
    const { code, printed } = await run(deskOf(job('queued'), job('running', { progress }), job('done')));
    expect(code).toBe(EXIT.ok);
    expect(printed).toContain('waiting for a worker\n');
    expect(printed).toContain('reading the log: 1,500 of about 4,000 events, 500/s, 5 s left\n');
  });

  it('cancels it when it is interrupted, and waits for its end', async () => {
    const interrupted = new AbortController();
    interrupted.abort();
    const desk = deskOf(job('running'), job('running'));
    const { code, printed } = await run(desk, interrupted.signal);
    expect([code, desk.isCancelled]).toEqual([EXIT.cancelled, true]);
    expect(printed).toContain('was cancelled; what is shown has not changed.');
  });

  it('names what the projections refuse', async () => {
    const failures = [{ stream: 's', revision: 3, eventType: 'task.created.v1', reason: 'no title' }];
    const { code, printed } = await run(deskOf(job('failed', { error: 'Refused', failures })));
    expect(code).toBe(EXIT.failed);
    expect(printed).toBe('s revision 3 (task.created.v1): no title\nThe rebuild of tasks failed: Refused.\n');
  });
});
