import { CannotStart } from './cannot-start.ts';
import { type FinishedStage, runStages, selectStages, stopSignal } from './run-stages.ts';
import { checkStages } from './stages/check-stages.ts';

function print({ name, result, seconds }: FinishedStage): void {
  const word = result.failed === 0 ? 'ok' : 'failed';
  process.stdout.write(`${name.padEnd(11)} ${word.padEnd(7)} ${result.summary} (${seconds.toFixed(1)} s)\n`);
  if (result.detail !== undefined) process.stdout.write(`${result.detail.trimEnd()}\n\n`);
}

try {
  const finished = await runStages(
    selectStages(checkStages, process.argv.slice(2)),
    { onEnd: print },
    stopSignal(),
  );
  process.exitCode = finished.length > 0 && finished.every(({ result }) => result.failed === 0) ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
