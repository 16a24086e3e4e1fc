import { randomUUID } from 'node:crypto';
import { Label, labelType, sourceType, ToolSource, toolIdOf } from '@tools-provider/domain';
import { inventoryOf, inventoryTool } from '@tools-provider/domain/testing';
import { type CommandContext, EventSourcedRepository, type EventStore } from '@tools-provider/event-sourcing';
import { newCommandContext } from '@tools-provider/event-sourcing/testing';

/** Stores one event of each type that a source, its tools and a label can have. The last ones are `source.deregistered.v1` and `label.deleted.v1`. */
export async function storeCatalogEvents(
  eventStore: EventStore,
): Promise<{ readonly sourceId: string; readonly labelId: string }> {
  const context: CommandContext = newCommandContext();
  const [sourceId, labelId] = [randomUUID(), randomUUID()];
  const url = 'https://example.com/openapi.json';
  const source = ToolSource.register(sourceId, { name: 'Petstore', kind: 'openapi', url }, context);
  const toolId = toolIdOf(sourceId, 'getPet');
  source.reportFailure({ attemptId: 'first', reason: 'It answered 500' }, context);
  source.ingest(inventoryOf(['getPet', 'addPet'], [{ place: '/paths', detail: 'has no id' }]), context);
  source.ingest(inventoryOf([inventoryTool('getPet', { description: 'Finds one' })]), context);
  source.ingest(inventoryOf(['getPet', 'addPet']), context);
  source.changeDetails({ name: 'Pets' }, context);
  source.disable('Too dangerous', context);
  source.enable(context);
  source.disableTool(toolId, undefined, context);
  source.enableTool(toolId, context);
  source.changeTool(toolId, { name: 'Find a pet', description: null }, context);
  source.labelTool(toolId, labelId, context);
  source.unlabelTool(toolId, labelId, context);
  source.deregister(context);
  await new EventSourcedRepository(sourceType, eventStore).add(source, context);

  const label = Label.create(labelId, { name: 'Reads' }, context);
  label.changeDetails({ color: '#112233' }, context);
  label.delete(context);
  await new EventSourcedRepository(labelType, eventStore).add(label, context);
  return { sourceId, labelId };
}
