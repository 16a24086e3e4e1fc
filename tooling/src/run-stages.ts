import { CannotStart } from './cannot-start.ts';
import { broken, type Stage, type StageResult } from './stages/stage.ts';

/** A stage with its result and how long it took. */
export interface FinishedStage {
  readonly name: string;
  readonly result: StageResult;
  readonly seconds: number;
}

/** Who hears about each stage. */
export interface StageListener {
  onStart?(name: string): void;
  onEnd(finished: FinishedStage): void;
}

/** Runs the stages one after the other, all of them whatever fails; a stage that throws has failed. */
export async function runStages(
  stages: readonly Stage[],
  listener: StageListener,
  signal: AbortSignal,
): Promise<FinishedStage[]> {
  const finished: FinishedStage[] = [];
  for (const stage of stages) {
    if (signal.aborted) break;
    listener.onStart?.(stage.name);
    const startedAt = performance.now();
    const result = await stage.run(signal).catch((error: unknown) => broken(reasonOf(error)));
    const seconds = (performance.now() - startedAt) / 1000;
    finished.push({ name: stage.name, result, seconds });
    listener.onEnd({ name: stage.name, result, seconds });
  }
  return finished;
}

/** The stages with the given names, or all without names; throws a {@link CannotStart} for a name that is none. */
export function selectStages(stages: readonly Stage[], names: readonly string[]): readonly Stage[] {
  const known = stages.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CannotStart(
      `There is no stage "${unknown}": choose from ${known.join(', ')}, or name none for all.`,
    );
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

/** Aborts when the process is asked to stop. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

function reasonOf(error: unknown): string {
  if (error instanceof CannotStart) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
