import { RACE_EVENTS, type RaceResult } from './run-race.ts';

/** Whether the race has shown what it must: without ordering the second event is lost, with it none is, and each waits for the one before. */
export function hasShownWhatItMust({ ordering, moments, failure, document }: RaceResult): boolean {
  if (ordering === 'none') {
    return (
      failure?.revision === 1 &&
      failure.error.includes('There is no document') &&
      document?.selectors.length === 0
    );
  }
  const projecting = moments.filter(({ step }) => step === 'projecting' || step === 'projected');
  const isInOrder = RACE_EVENTS.every((_, revision) => {
    const pair = projecting.slice(2 * revision, 2 * revision + 2);
    return (
      pair.every((moment) => moment.revision === revision) &&
      pair.map(({ step }) => step).join() === 'projecting,projected'
    );
  });
  return failure === undefined && isInOrder && document?.selectors.length === 1;
}
