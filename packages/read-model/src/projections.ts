import { parseStreamName } from '@tools-provider/domain';
import {
  EventProcessingError,
  type ReadPathContext,
  type RecordedEvent,
  registerProjection,
} from '@tools-provider/event-sourcing';
import type { Mediator } from '@tools-provider/mediator';
import { taskProjection } from './task/project.ts';
import { toolGroupProjection } from './tool-group/project.ts';

/** Every projection of the read model. */
export const projections = [toolGroupProjection, taskProjection] as const;

/** Lets the mediator's read path tell every event of every aggregate to its projection. */
export function registerProjections<CommandContext>(
  mediator: Mediator<CommandContext, ReadPathContext>,
): void {
  registerProjection(mediator, toolGroupProjection, aggregateIdOf);
  registerProjection(mediator, taskProjection, aggregateIdOf);
}

function aggregateIdOf(event: RecordedEvent): string {
  const aggregate = parseStreamName(event.stream);
  if (aggregate === undefined) throw new EventProcessingError('Its stream is not one of an aggregate', event);
  return aggregate.id;
}
