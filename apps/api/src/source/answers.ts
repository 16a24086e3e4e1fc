import type { CommandResponse } from '@tools-provider/application';
import type { Consistency, Source, WrittenSource } from '@tools-provider/contracts';
import type { SourceState } from '@tools-provider/domain';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { SourceDocument } from '@tools-provider/read-model';

type Fields = Omit<WrittenSource, 'id' | 'revision'>;

/** The source as a command has just written it, or as it was at a revision. */
export function writtenAnswer({
  id,
  revision,
  state,
}: CommandResponse<SourceState | SourceDocument>): WrittenSource {
  return { id, ...fieldsOf(state), revision };
}

/** The source as the read model has it. */
export function readAnswer(document: StoredDocument<SourceDocument>, consistency: Consistency): Source {
  const { id, revision, projectedAt } = document;
  return { id, ...fieldsOf(document), revision, projectedAt, consistency };
}

function fieldsOf(source: SourceState | SourceDocument): Fields {
  return {
    name: source.name,
    kind: source.kind,
    url: source.url,
    isEnabled: source.isEnabled,
    disabledReason: source.disabledReason,
    health: source.health,
    healthReason: source.healthReason,
    failures: source.failures,
    inventoryHash: source.inventoryHash,
    toolCount: source.toolCount,
    warnings: source.warnings.map(({ place, detail }) => ({ place, detail })),
    lastIngestedAt: source.lastIngestedAt,
    createdAt: source.createdAt,
    createdBy: source.createdBy,
    updatedAt: source.updatedAt,
    updatedBy: source.updatedBy,
  };
}
