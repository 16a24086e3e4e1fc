import { CATEGORY, parseStreamName, sourceIdOf, toolIdOf } from '@tools-provider/domain';
import {
  type DocumentPlace,
  type EntitiesPlace,
  type EntityPlaces,
  EventProcessingError,
  type ReadPathContext,
  type RecordedEvent,
  registerEntityProjection,
  registerProjection,
} from '@tools-provider/event-sourcing';
import type { Mediator } from '@tools-provider/mediator';
import { labelProjection } from './label/project.ts';
import { sourceProjection } from './source/project.ts';
import { taskProjection } from './task/project.ts';
import { toolProjection } from './tool/project.ts';
import { toolGroupProjection } from './tool-group/project.ts';

/** Every projection of the read model. */
export const projections = [
  toolGroupProjection,
  taskProjection,
  sourceProjection,
  toolProjection,
  labelProjection,
] as const;

/** A tool's document takes something from its source's: neither is made without the other. */
export const madeTogether: readonly (readonly string[])[] = [
  [sourceProjection.collection, toolProjection.collection],
];

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
  if (isWanted(labelProjection)) registerProjection(mediator, labelProjection, aggregateIdOf);
  if (isWanted(sourceProjection)) registerProjection(mediator, sourceProjection, aggregateIdOf);
  if (isWanted(toolProjection)) registerEntityProjection(mediator, toolProjection, toolPlacesOf);
}

/** Where a stream's own documents are, one of an aggregate; of a stream that is no aggregate's there are none. */
export function documentsOf(stream: string): readonly DocumentPlace[] {
  const ref = parseStreamName(stream);
  const collection = ref === undefined ? undefined : COLLECTIONS.get(ref.aggregate);
  return ref === undefined || collection === undefined ? [] : [{ collection, id: ref.id }];
}

/** Where the documents of a stream's entities are: of a source, its tools. */
export function entitiesOf(stream: string): readonly EntitiesPlace[] {
  const ref = parseStreamName(stream);
  if (ref?.aggregate !== SOURCE) return [];
  return [{ collection: toolProjection.collection, idPrefix: toolIdOf(ref.id, '') }];
}

/** The stream that a document is made of, whether there is such a document or not. */
export function originOf(collection: string, id: string): string {
  if (collection === toolProjection.collection) return `${CATEGORY}-${SOURCE}-${sourceIdOf(id) ?? id}`;
  const aggregate = [...COLLECTIONS].find(([, name]) => name === collection)?.[0] ?? collection;
  return `${CATEGORY}-${aggregate}-${id}`;
}

/** The aggregate whose entities tools are. */
const SOURCE = 'source';

const COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ['tool-group', toolGroupProjection.collection],
  ['task', taskProjection.collection],
  [SOURCE, sourceProjection.collection],
  ['label', labelProjection.collection],
]);

function toolPlacesOf(event: RecordedEvent): EntityPlaces {
  const sourceId = aggregateIdOf(event);
  return { ownerId: sourceId, idPrefix: toolIdOf(sourceId, '') };
}

function aggregateIdOf(event: RecordedEvent): string {
  const aggregate = parseStreamName(event.stream);
  if (aggregate === undefined) throw new EventProcessingError('Its stream is not one of an aggregate', event);
  return aggregate.id;
}
