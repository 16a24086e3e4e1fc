import { describeRace } from './describe-race.ts';
import { hasShownWhatItMust } from './judge-race.ts';
import { runRace } from './run-race.ts';

const [unexpected] = process.argv.slice(2);
if (unexpected !== undefined) {
  console.error(`npm run race-lab takes no arguments, such as "${unexpected}".`);
  process.exit(1);
}
console.log(
  'One command makes a tool group with one selector: two events. The handler of the first is held up for 60 ms.\n',
);
let areAsPromised = true;
for (const ordering of ['none', 'per-stream'] as const) {
  const result = await runRace(ordering);
  console.log(`${describeRace(result)}\n`);
  areAsPromised &&= hasShownWhatItMust(result);
}
console.log(
  areAsPromised
    ? 'Seen: the failure without ordering, and its absence with it.'
    : 'NOT AS PROMISED: look at the traces above.',
);
process.exitCode = areAsPromised ? 0 : 1;
