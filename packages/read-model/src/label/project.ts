import type { LabelEvent } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import { projectionOf } from '../projecting.ts';
import type { LabelDocument } from './label-document.ts';

/** Makes the documents of `labels`, one for each label that is not deleted. */
export const labelProjection = projectionOf<LabelDocument, LabelEvent, 'label.created.v1'>({
  collection: 'labels',
  createdBy: 'label.created.v1',
  create: (id, { name, description, color, createdAt, createdBy }) =>
    found({
      id,
      name,
      description,
      color,
      createdAt,
      createdBy,
      updatedAt: createdAt,
      updatedBy: createdBy,
    }),
  change: {
    'label.updated.v1': (document, { updatedAt, updatedBy, ...change }) =>
      found({
        ...document,
        name: change.name ?? document.name,
        description: change.description ?? document.description,
        color: change.color ?? document.color,
        updatedAt,
        updatedBy,
      }),
    'label.deleted.v1': () => undefined,
  },
});

/** With what lists find it by. */
function found(label: Omit<LabelDocument, 'searchWords' | 'nameOrder'>): LabelDocument {
  const { name, description } = label;
  return { ...label, searchWords: searchWords(name, description), nameOrder: orderText(name) };
}
