import { setTimeout as wait } from 'node:timers/promises';
import type { FollowedJob, JobDesk, JobWish } from './job-desk.ts';

/** How often it is asked how the job gets on, in milliseconds. */
const LOOK_MS = 500;

/** Where a command writes: whole lines, and one that is written over while it goes on. */
export interface CommandOutput {
  line(text: string): void;
  progress(text: string): void;
}

/** What the operator's shell is told. */
export const EXIT = { ok: 0, failed: 1, differences: 2, cancelled: 130 } as const;

const PHASES: Readonly<Record<string, string>> = {
  queued: 'waiting for a worker',
  running: 'reading the log',
  verifying: 'comparing documents with their streams',
  swapping: 'showing the new documents',
};

/** Leaves the wish and tells how it gets on until it is over; answers the exit code. When `interrupted` aborts, the job is cancelled. */
export async function runJob(
  desk: JobDesk,
  wish: JobWish,
  output: CommandOutput,
  interrupted: AbortSignal,
): Promise<number> {
  let job = await desk.request();
  let isCancelled = false;
  while (!isOver(job)) {
    if (interrupted.aborted && !isCancelled) {
      isCancelled = true;
      output.line(`Cancelling the ${wish.kind} …`);
      await desk.cancel();
    }
    output.progress(progressOf(job));
    await wait(LOOK_MS, undefined, isCancelled ? {} : { signal: interrupted }).catch(() => undefined);
    job = await desk.look();
  }
  return tellOutcome(job, wish, output);
}

function isOver({ state }: FollowedJob): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

function progressOf({ state, progress, isCancelRequested }: FollowedJob): string {
  const { events, totalEvents, eventsPerSecond, etaSeconds } = progress;
  const of = totalEvents === null ? '' : ` of about ${totalEvents.toLocaleString('en')}`;
  const eta = etaSeconds === null ? '' : `, ${etaSeconds} s left`;
  const what = isCancelRequested ? 'cancelling' : (PHASES[state] ?? state);
  if (state === 'queued') return what;
  return `${what}: ${events.toLocaleString('en')}${of} events, ${eventsPerSecond.toLocaleString('en')}/s${eta}`;
}

function nameOf(projection: string): string {
  return projection === 'all' ? 'all projections' : projection;
}

function tellOutcome(job: FollowedJob, { kind, projection }: JobWish, output: CommandOutput): number {
  for (const { stream, revision, eventType, reason } of job.failures)
    output.line(`${stream} revision ${revision} (${eventType}): ${reason}`);
  for (const { collection, id, revision, paths } of job.differences) {
    const where = paths.join(' ') === '' ? 'the whole document' : paths.join(' ');
    output.line(`${collection} ${id} at revision ${revision}: ${where}`);
  }
  if (job.isBounded) output.line('There are more differences than these.');
  if (job.state === 'failed') {
    output.line(`The ${kind} of ${nameOf(projection)} failed: ${job.error ?? 'no reason is known'}.`);
    return EXIT.failed;
  }
  if (job.state === 'cancelled') {
    output.line(`The ${kind} of ${nameOf(projection)} was cancelled; what is shown has not changed.`);
    return EXIT.cancelled;
  }
  const streams = job.progress.checkedStreams.toLocaleString('en');
  if (job.differences.length > 0) {
    output.line(
      `${streams} streams compared: ${job.differences.length} documents differ. A rebuild heals them.`,
    );
    return EXIT.differences;
  }
  output.line(
    kind === 'rebuild'
      ? `Rebuilt ${nameOf(projection)}: ${streams} streams compared, all documents equal, and shown.`
      : `${streams} streams compared: all documents of ${nameOf(projection)} equal their streams.`,
  );
  return EXIT.ok;
}
