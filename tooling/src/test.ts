import { CannotStart } from './cannot-start.ts';
import { type FinishedStage, runStages, selectStages, stopSignal } from './run-stages.ts';
import { checkStages } from './stages/check-stages.ts';
import { testStages } from './stages/test-stages.ts';
import { closingLine, totalsOf } from './test-totals.ts';

function printHeading(name: string): void {
  process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}\n`);
}

function print({ name, result, seconds }: FinishedStage): void {
  if (result.detail !== undefined) process.stdout.write(`${result.detail.trimEnd()}\n`);
  process.stdout.write(`${lineOf({ name, result, seconds })}\n`);
}

function lineOf({ name, result, seconds }: FinishedStage): string {
  const { passed, failed, skipped, summary } = result;
  const more = [skipped > 0 ? `${skipped} skipped` : '', summary].filter(Boolean).map((text) => `, ${text}`);
  return `${name}: passed ${passed}, failed ${failed}${more.join('')} (${seconds.toFixed(1)} s)`;
}

try {
  const signal = stopSignal();
  const stages = selectStages([...checkStages, ...testStages], process.argv.slice(2));
  const finished = await runStages(stages, { onStart: printHeading, onEnd: print }, signal);
  const totals = totalsOf(finished, stages.length);
  printHeading('all');
  process.stdout.write(`${finished.map(lineOf).join('\n')}\n`);
  if (totals.unfinished > 0) process.stdout.write(`interrupted: ${totals.unfinished} stages were not run\n`);
  process.stdout.write(`${closingLine(totals)}\n`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
