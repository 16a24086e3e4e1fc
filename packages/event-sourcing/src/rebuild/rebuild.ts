import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import { CatchUp } from './catch-up.ts';
import type { FoldFailure } from './event-folder.ts';
import { GenerationBuild } from './generation-build.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { TouchedStream } from './rebuild-store.ts';
import { Verification, type VerificationReport } from './verification.ts';

/** What a rebuild is doing. */
export type RebuildPhase = 'building' | 'verifying' | 'swapping';

/** Is told how a rebuild gets on. */
export interface RebuildProgress {
  /** It has come so far. */
  phase(phase: RebuildPhase): void;
  /** So many more events have been read and applied. */
  events(count: number): void;
  /** So many more streams, of so many events, have been compared with their documents. */
  checked(streams: number, events: number): void;
}

/** How a rebuild ended. What is shown has changed only if it is `swapped`. */
export type RebuildOutcome =
  | { readonly outcome: 'swapped'; readonly generation: number; readonly report: VerificationReport }
  | { readonly outcome: 'refused'; readonly failures: readonly FoldFailure[] }
  | { readonly outcome: 'different'; readonly report: VerificationReport };

/**
 * Makes the documents of some projections anew from the log, beside those that are shown, compares them with their streams, and shows them
 * instead. Nothing is told to the feed, and nobody waits meanwhile but for the moment of the swap. Rejects with the signal's reason when
 * that aborts. However it ends, nothing is left of what is not shown.
 */
export async function rebuildGeneration(
  parts: RebuildParts,
  progress: RebuildProgress,
): Promise<RebuildOutcome> {
  const { store, projections, patiently } = parts;
  const generation = await patiently(() => store.begin(projections));
  let isShown = false;
  try {
    const outcome = await build(parts, generation, progress);
    isShown = outcome.outcome === 'swapped';
    return outcome;
  } finally {
    // A store that is away keeps what is left until the next rebuild begins.
    if (!isShown) await store.discard(generation).catch(() => undefined);
  }
}

async function build(
  parts: RebuildParts,
  generation: number,
  progress: RebuildProgress,
): Promise<RebuildOutcome> {
  const { store, projections, patiently } = parts;
  progress.phase('building');
  const pass = new GenerationBuild(parts, generation);
  await pass.run((events) => progress.events(events));
  if (pass.failures.length > 0) return { outcome: 'refused', failures: pass.failures };
  await patiently(() => store.complete(generation, projections));
  const catchUp = new CatchUp(parts, generation, pass.left);
  await catchUp.run();

  progress.phase('verifying');
  const settle = (stream: string) => catchUp.settle(stream);
  const report = await new Verification(parts, { generation }, settle).run((streams, events) =>
    progress.checked(streams, events),
  );
  if (catchUp.failures.length > 0) return { outcome: 'refused', failures: catchUp.failures };
  if (report.differences.length > 0) return { outcome: 'different', report };

  progress.phase('swapping');
  await swap(parts, generation, catchUp);
  if (catchUp.failures.length > 0) return { outcome: 'refused', failures: catchUp.failures };
  return { outcome: 'swapped', generation, report };
}

/** Catches up and tries again for as long as too much is projected in between. */
async function swap(
  { store, projections, limits, signal, patiently }: RebuildParts,
  generation: number,
  catchUp: CatchUp,
): Promise<void> {
  for (let isSwapped = false; !isSwapped; ) {
    signal.throwIfAborted();
    await catchUp.run();
    if (catchUp.failures.length > 0) return;
    const settle = (touched: readonly TouchedStream[]) => catchUp.bringUpSoon(touched);
    const { swapStreams: maxTouched } = limits;
    isSwapped = await patiently(() => store.swap(generation, projections, { maxTouched, settle }));
  }
}

/** Compares the documents that are shown with their streams. */
export function verifyShown(
  parts: RebuildParts,
  onChecked: (streams: number, events: number) => void,
): Promise<VerificationReport> {
  const settle = async (stream: string) =>
    (await parts.statuses.loadStatuses([stream])).get(stream)?.projected ?? NO_REVISION;
  return new Verification(parts, 'shown', settle).run(onChecked);
}
