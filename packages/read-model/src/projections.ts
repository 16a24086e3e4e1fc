import { CATEGORY, parseStreamName } from '@tools-provider/domain';
import {
  type DocumentPlace,
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

/** The collections of all projections. */
const ALL: readonly string[] = projections.map(({ collection }) => collection);

/** Lets the mediator's read path tell every event of every aggregate to its projection: to all of them, or those of some collections. */
export function registerProjections<CommandContext>(
  mediator: Mediator<CommandContext, ReadPathContext>,
  collections: readonly string[] = ALL,
): void {
  const isWanted = ({ collection }: { readonly collection: string }) => collections.includes(collection);
  if (isWanted(toolGroupProjection)) registerProjection(mediator, toolGroupProjection, aggregateIdOf);
  if (isWanted(taskProjection)) registerProjection(mediator, taskProjection, aggregateIdOf);
}

/** Where the documents are that are made of one stream's events alone; of a stream that is no aggregate's there are none. */
export function documentsOf(stream: string): readonly DocumentPlace[] {
  const ref = parseStreamName(stream);
  const collection = ref === undefined ? undefined : COLLECTIONS.get(ref.aggregate);
  return ref === undefined || collection === undefined ? [] : [{ collection, id: ref.id }];
}

/** The stream that a document is made of, whether there is such a document or not. */
export function originOf(collection: string, id: string): string {
  const aggregate = [...COLLECTIONS].find(([, name]) => name === collection)?.[0] ?? collection;
  return `${CATEGORY}-${aggregate}-${id}`;
}

const COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ['tool-group', toolGroupProjection.collection],
  ['task', taskProjection.collection],
]);

function aggregateIdOf(event: RecordedEvent): string {
  const aggregate = parseStreamName(event.stream);
  if (aggregate === undefined) throw new EventProcessingError('Its stream is not one of an aggregate', event);
  return aggregate.id;
}
