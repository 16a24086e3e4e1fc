import { CannotStart } from './cannot-start.ts';
import { runStages, selectStages, stopSignal } from './run-stages.ts';
import { testStages } from './stages/test-stages.ts';

// The same stage as in `npm test`; the suites ask this variable how much is wanted.
process.env.E2E_FULL = '1';

try {
  const finished = await runStages(
    selectStages(testStages, ['e2e']),
    {
      onEnd: ({ name, result: { passed, failed, skipped, summary }, seconds }) => {
        const counts = `passed ${passed}, failed ${failed}, skipped ${skipped}`;
        process.stdout.write(`${name}: ${counts} ${summary} (${seconds.toFixed(1)} s)\n`);
      },
    },
    stopSignal(),
  );
  process.exitCode = finished.every(({ result }) => result.failed === 0) ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
