import type { CommandResponse } from '@tools-provider/application';
import type { Consistency, Label, WrittenLabel } from '@tools-provider/contracts';
import type { LabelState } from '@tools-provider/domain';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { LabelDocument } from '@tools-provider/read-model';

/** The label as a command has just written it, or as it was at a revision, without how many tools had it: no event of a label says so. */
export function writtenAnswer({
  id,
  revision,
  state,
}: CommandResponse<LabelState | LabelDocument>): WrittenLabel {
  return { id, ...fieldsOf(state), revision };
}

/** The label as the read model has it, and how many tools have it. */
export function readAnswer(
  document: StoredDocument<LabelDocument>,
  toolCount: number,
  consistency: Consistency,
): Label {
  const { id, revision, projectedAt } = document;
  return { id, ...fieldsOf(document), toolCount, revision, projectedAt, consistency };
}

function fieldsOf(label: LabelState | LabelDocument): Omit<WrittenLabel, 'id' | 'revision'> {
  const { name, description, color, createdAt, createdBy, updatedAt, updatedBy } = label;
  return { name, description, color, createdAt, createdBy, updatedAt, updatedBy };
}
