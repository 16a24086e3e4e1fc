import { RACE_STEPS } from './race-trace.ts';
import { RACE_EVENTS, type RaceResult } from './run-race.ts';

const NAME_WIDTH = 28;
const STEP_WIDTH = 14;

const EXPLANATIONS = {
  none: [
    'Each event is projected as it comes: the handler of the second one does not wait for that of the first, and looks for a document',
    'that is not there yet. Its change is lost, and nothing will ever bring it back.',
  ],
  'per-stream': [
    'The second event begins only when the first has ended, however slow that is: events of one aggregate are projected in the order of',
    'its stream, and stored together with the revision that they bring the document to.',
  ],
} as const;

/** The trace as a table, times in milliseconds since the reconciliator was started, and what is to be seen in it. */
export function describeRace(result: RaceResult): string {
  const { ordering, failure, document } = result;
  const selectors = document?.selectors.length ?? 0;
  return [
    `Ordering ${ordering}`,
    `  ${'event'.padEnd(NAME_WIDTH)}${RACE_STEPS.map((step) => step.padStart(STEP_WIDTH)).join('')}`,
    ...RACE_EVENTS.map((type, revision) => rowOf(result, type, revision)),
    ...(failure === undefined ? [] : [`  Failed: ${failure.error}`]),
    `  The document afterwards: revision ${document?.revision ?? 'none'}, ${selectors} of 1 selectors.`,
    ...EXPLANATIONS[ordering].map((line) => `  ${line}`),
  ].join('\n');
}

function rowOf({ moments }: RaceResult, type: string, revision: number): string {
  const cells = RACE_STEPS.map((step) => {
    const moment = moments.find((candidate) => candidate.step === step && candidate.revision === revision);
    return (moment === undefined ? '–' : `${moment.atMs.toFixed(1)} ms`).padStart(STEP_WIDTH);
  });
  return `  ${`${revision} ${type}`.padEnd(NAME_WIDTH)}${cells.join('')}`;
}
