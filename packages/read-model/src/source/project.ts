import type { SourceEvent } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import { projectionOf } from '../projecting.ts';
import type { SourceDocument } from './source-document.ts';

/** Makes the documents of `sources`, one for each source that is not deregistered. What happens to its tools changes their number here. */
export const sourceProjection = projectionOf<SourceDocument, SourceEvent, 'source.registered.v1'>({
  collection: 'sources',
  createdBy: 'source.registered.v1',
  create: (id, { name, kind, url, registeredAt, registeredBy }) =>
    found({
      id,
      name,
      kind,
      url,
      isEnabled: true,
      disabledReason: null,
      health: 'unknown',
      healthReason: null,
      failures: 0,
      lastFailedAt: null,
      inventoryHash: null,
      lastIngestedAt: null,
      toolCount: 0,
      warnings: [],
      createdAt: registeredAt,
      createdBy: registeredBy,
      updatedAt: registeredAt,
      updatedBy: registeredBy,
    }),
  change: {
    'source.updated.v1': (document, { name = document.name, url = document.url, updatedAt, updatedBy }) =>
      found({ ...document, name, url, updatedAt, updatedBy }),
    'source.enabled.v1': (document, { enabledAt, enabledBy }) => ({
      ...changed(document, enabledAt, enabledBy),
      isEnabled: true,
      disabledReason: null,
    }),
    'source.disabled.v1': (document, { reason, disabledAt, disabledBy }) => ({
      ...changed(document, disabledAt, disabledBy),
      isEnabled: false,
      disabledReason: reason,
    }),
    'source.sync.failed.v1': (document, { reason, failures, failedAt, failedBy }) => ({
      ...changed(document, failedAt, failedBy),
      healthReason: reason,
      failures,
      lastFailedAt: failedAt,
    }),
    'source.health.changed.v1': (document, { health, reason, changedAt, changedBy }) => ({
      ...changed(document, changedAt, changedBy),
      health,
      healthReason: reason,
      failures: health === 'healthy' ? 0 : document.failures,
    }),
    'source.inventory.ingested.v1': (document, { hash, toolCount, warnings, ingestedAt, ingestedBy }) => ({
      ...changed(document, ingestedAt, ingestedBy),
      inventoryHash: hash,
      toolCount,
      warnings,
      lastIngestedAt: ingestedAt,
    }),
    'source.deregistered.v1': () => undefined,
    'tool.discovered.v1': (document, { discoveredAt, discoveredBy }) =>
      changed(document, discoveredAt, discoveredBy, 1),
    'tool.definition.updated.v1': (document, { updatedAt, updatedBy }) =>
      changed(document, updatedAt, updatedBy),
    'tool.deprecated.v1': (document, { deprecatedAt, deprecatedBy }) =>
      changed(document, deprecatedAt, deprecatedBy, -1),
    'tool.restored.v1': (document, { restoredAt, restoredBy }) =>
      changed(document, restoredAt, restoredBy, 1),
    'tool.enabled.v1': (document, { enabledAt, enabledBy }) => changed(document, enabledAt, enabledBy),
    'tool.disabled.v1': (document, { disabledAt, disabledBy }) => changed(document, disabledAt, disabledBy),
    'tool.updated.v1': (document, { updatedAt, updatedBy }) => changed(document, updatedAt, updatedBy),
    'tool.label.added.v1': (document, { addedAt, addedBy }) => changed(document, addedAt, addedBy),
    'tool.label.removed.v1': (document, { removedAt, removedBy }) => changed(document, removedAt, removedBy),
  },
});

function changed(
  document: SourceDocument,
  updatedAt: string,
  updatedBy: string,
  moreTools = 0,
): SourceDocument {
  return { ...document, toolCount: document.toolCount + moreTools, updatedAt, updatedBy };
}

/** With what lists find it by. */
function found(source: Omit<SourceDocument, 'searchWords' | 'nameOrder'>): SourceDocument {
  const { name, url } = source;
  return { ...source, searchWords: searchWords(name, url ?? ''), nameOrder: orderText(name) };
}
