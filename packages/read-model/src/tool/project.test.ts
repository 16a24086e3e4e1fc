import {
  allToolEntries,
  type SourceEvent,
  streamName,
  ToolSource,
  toolIdOf,
  toolRevision,
} from '@tools-provider/domain';
import {
  anyNewSource,
  anySourceWish,
  deepFreeze,
  inventoryOf,
  inventoryTool,
  tryWishes,
} from '@tools-provider/domain/testing';
import type { DocumentWrite, ReadPathContext, RecordedEvent } from '@tools-provider/event-sourcing';
import { BufferedDocumentSession, NOTHING_BELOW } from '@tools-provider/event-sourcing/testing';
import { Mediator } from '@tools-provider/mediator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recorded } from '../../test/recorded.ts';
import { entitiesOf, originOf, registerProjections } from '../projections.ts';
import { toolProjection } from './project.ts';
import type { ToolDocument } from './tool-document.ts';

const SOURCE_ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c15';
const LABEL_ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c16';
const GET_PET = toolIdOf(SOURCE_ID, 'getPet');
const stamp = {
  actor: { id: 'otto', name: 'Otto', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};

/** What is written of a source's tools by its events, each applied to what the ones before have left, as long as it is not deleted. */
async function toolsAfter(events: readonly RecordedEvent[]): Promise<ReadonlyMap<string, DocumentWrite>> {
  const mediator = new Mediator<never, ReadPathContext>();
  registerProjections(mediator, ['sources', 'tools']);
  const session = new BufferedDocumentSession(NOTHING_BELOW, -1);
  for (const event of events) {
    const documents = session.nested(event.revision);
    await mediator.publish(event, { event, documents, emit: () => undefined });
    for (const { document } of documents.writes) deepFreeze(document);
    session.absorb(documents);
  }
  const written = session.writes.filter(
    ({ collection, document }) => collection === 'tools' && document !== undefined,
  );
  return new Map(written.map((write) => [write.id, write]));
}

const histories = fc.tuple(anyNewSource, fc.array(anySourceWish, { maxLength: 30, size: 'max' }));

function newSource(): ToolSource {
  const details = { name: 'Petstore', kind: 'openapi', url: 'https://example.com/openapi.json' } as const;
  return ToolSource.register(SOURCE_ID, details, stamp);
}

async function getPetOf(source: ToolSource): Promise<ToolDocument> {
  return (await toolsAfter(recorded('source', source))).get(GET_PET)?.document as ToolDocument;
}

describe('The documents of a source’s tools', () => {
  it('say what the source says of each, at the revision it says, after any history, and are gone when it is', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ([source, wishes]) => {
        tryWishes(source, wishes);
        const { state } = source;
        const entries = state.isDeleted ? [] : allToolEntries(state.tools);
        const written = await toolsAfter(recorded('source', source));
        expect([...written.keys()].toSorted()).toEqual(entries.map(([toolId]) => toolId).toSorted());
        for (const [toolId, entry] of entries) {
          const { document, revision } = written.get(toolId) ?? {};
          expect(revision).toBe(toolRevision(state, entry));
          const { hash, name, description, revision: _, ...same } = entry;
          const tool = document as ToolDocument;
          expect(tool).toMatchObject({
            ...same,
            sourceId: source.id,
            sourceName: state.name,
            isSourceEnabled: state.isEnabled,
            isAvailable: state.isEnabled && entry.isEnabled && entry.status === 'active',
            definitionHash: hash,
            name: name ?? tool.definitionName,
            description: description ?? tool.definitionDescription,
          });
        }
      }),
    );
  });

  it('are the same whenever they are made, and plain JSON', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ([source, wishes]) => {
        tryWishes(source, wishes);
        const events = recorded('source', source);
        const again = JSON.parse(JSON.stringify(events)) as readonly RecordedEvent[];
        const written = [...(await toolsAfter(events)).values()];
        expect([...(await toolsAfter(again)).values()]).toStrictEqual(written);
        expect(JSON.parse(JSON.stringify(written))).toStrictEqual(written);
      }),
    );
  });

  it('are found by the source’s stream, and name it', () => {
    const stream = streamName({ aggregate: 'source', id: SOURCE_ID });
    expect(entitiesOf(stream)).toEqual([{ collection: 'tools', idPrefix: `${SOURCE_ID}:` }]);
    expect(originOf('tools', toolIdOf(SOURCE_ID, 'a:b/c#d'))).toBe(stream);
    expect(entitiesOf(streamName({ aggregate: 'label', id: SOURCE_ID }))).toEqual([]);
    expect(originOf('tools', 'nonsense')).toBe('tools_provider-source-nonsense');
  });

  it('hold the whole definition, and what an operator says instead of it as long as they do', async () => {
    const source = newSource();
    const definition = {
      method: 'POST',
      path: '/pets/{id}',
      tags: ['pets', 'read'],
      inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
      isDeprecated: true,
    };
    const described = { ...definition, description: 'Finds one' };
    source.ingest(inventoryOf([inventoryTool('getPet', described)]), stamp);
    source.changeTool(GET_PET, { name: 'Find a pet', description: 'By its id' }, stamp);
    expect(await getPetOf(source)).toMatchObject({
      ...{ method: 'POST', path: '/pets/{id}', tags: ['pets', 'read'], isDefinitionDeprecated: true },
      ...{ operationId: 'getPet', name: 'Find a pet', description: 'By its id', nameOrder: 'find a pet' },
      ...{ definitionName: 'getPet', definitionDescription: 'Finds one' },
      inputSchema: definition.inputSchema,
    });
    source.ingest(inventoryOf([inventoryTool('getPet', { description: 'Finds exactly one' })]), stamp);
    source.changeTool(GET_PET, { description: null }, stamp);
    expect(await getPetOf(source)).toMatchObject({
      ...{ name: 'Find a pet', description: 'Finds exactly one', descriptionOverride: null, method: 'GET' },
      searchWords: ['find', 'a', 'pet', 'getpet', 'finds', 'exactly', 'one'],
    });
  });

  it('keep their labels and overrides when their source has them no longer, and again', async () => {
    const source = newSource();
    source.ingest(inventoryOf(['getPet']), stamp);
    source.changeTool(GET_PET, { name: 'Find' }, stamp);
    source.labelTool(GET_PET, LABEL_ID, stamp);
    source.ingest(inventoryOf([]), stamp);
    const kept = { name: 'Find', labelIds: [LABEL_ID] };
    expect(await getPetOf(source)).toMatchObject({ ...kept, status: 'deprecated', isAvailable: false });
    source.ingest(inventoryOf(['getPet']), stamp);
    expect(await getPetOf(source)).toMatchObject({ ...kept, status: 'active', isAvailable: true });
  });

  it('are touched by another name of the source, and not by another URL', async () => {
    const source = newSource();
    source.ingest(inventoryOf(['getPet']), stamp);
    source.changeDetails({ url: 'https://example.com/other.json' }, stamp);
    const before = (await toolsAfter(recorded('source', source))).get(GET_PET)?.revision;
    expect(before).toBe(1);
    source.changeDetails({ name: 'Pets' }, stamp);
    expect((await toolsAfter(recorded('source', source))).get(GET_PET)).toMatchObject({
      revision: source.pendingEvents.length - 1,
      document: { sourceName: 'Pets' },
    });
  });

  it('refuse an event that nobody knows, and one of a tool that is another source’s', async () => {
    const source = newSource();
    source.ingest(inventoryOf(['getPet']), stamp);
    const events = recorded('source', source) as readonly RecordedEvent<SourceEvent>[];
    const [registered, discovered] = events as [RecordedEvent<SourceEvent>, RecordedEvent<SourceEvent>];
    const unknown = { ...discovered, type: 'constructor' } as unknown as RecordedEvent<SourceEvent>;
    expect(() => toolProjection.touches(unknown)).toThrow(expect.objectContaining({ code: 'unknown-event' }));
    const toolId = toolIdOf('1b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c15', 'getPet');
    const foreign = { ...discovered, data: { ...discovered.data, toolId } } as RecordedEvent;
    await expect(toolsAfter([registered, foreign])).rejects.toMatchObject({ code: 'event-processing' });
    const disabled = { ...foreign, type: 'tool.enabled.v1' } as RecordedEvent;
    await expect(toolsAfter([registered, discovered, disabled])).rejects.toMatchObject({
      code: 'missing-document',
    });
  });
});
