import type { CreateJobBody, JobPreview } from '@tools-provider/contracts';
import type { DocumentQueries, ReadDocument } from '@tools-provider/event-sourcing';
import type { TaskDocument, ToolDocument, ToolGroupDocument } from '@tools-provider/read-model';
import { nameOf } from '../consistency/name-of.ts';
import { documentsOf } from './job-collection.ts';
import { foundBy, targetsOf } from './job-targets.ts';

/** How many things a preview names. */
const SAMPLE = 20;
/** Of more ids than these a preview only says how many they are. */
const MAX_LOOKED_AT = 1_000;

type Expected = NonNullable<JobPreview['expected']>;

/** What a job would come to if it were asked for now, going by what is projected; nothing is done. */
export async function previewOf(
  body: CreateJobBody,
  documents: Pick<DocumentQueries, 'getMany' | 'list'>,
): Promise<JobPreview> {
  if (body.filter !== undefined) {
    const found = await foundBy(body, documents);
    const named = found.slice(0, SAMPLE).map((document) => ({ id: document.id, name: nameOf(document) }));
    return { total: found.length, sample: named, expected: expectedOf(body, found) };
  }
  const ids = await targetsOf(body, documents);
  const isLookedAt = ids.length <= MAX_LOOKED_AT;
  const sample = ids.slice(0, SAMPLE);
  const found = await documentsOf(body.action, isLookedAt ? ids : sample, documents);
  const looked = ids.map((id) => found.get(id));
  return {
    total: ids.length,
    sample: sample.map((id, at) => ({ id, name: nameOf(looked[at]) })),
    expected: isLookedAt ? expectedOf(body, looked) : null,
  };
}

function expectedOf(body: CreateJobBody, documents: readonly (ReadDocument | undefined)[]): Expected {
  const expected = { changes: 0, approvals: 0, unchanged: 0, absent: 0 };
  for (const document of documents) {
    const outcome = document === undefined ? 'absent' : outcomeOf(body, document);
    if (outcome === 'approvals') expected.changes += 1;
    expected[outcome] += 1;
  }
  return expected;
}

function outcomeOf(body: CreateJobBody, document: ReadDocument): keyof Expected {
  switch (body.action) {
    case 'activate-tool-groups': {
      const { isActive, requiresApproval = false, hasActivationRequest } = document as ToolGroupDocument;
      if (isActive || hasActivationRequest) return 'unchanged';
      return requiresApproval ? 'approvals' : 'changes';
    }
    case 'deactivate-tool-groups': {
      const { isActive, hasActivationRequest } = document as ToolGroupDocument;
      return isActive || hasActivationRequest ? 'changes' : 'unchanged';
    }
    case 'change-tasks': {
      const task = document as TaskDocument;
      const { status = task.status, assigneeId = task.assigneeId } = body.changes;
      return status === task.status && assigneeId === task.assigneeId ? 'unchanged' : 'changes';
    }
    case 'enable-tools':
      return (document as ToolDocument).isEnabled ? 'unchanged' : 'changes';
    case 'disable-tools':
      return (document as ToolDocument).isEnabled ? 'changes' : 'unchanged';
    case 'label-tools':
      return (document as ToolDocument).labelIds.includes(body.labelId) ? 'unchanged' : 'changes';
    case 'unlabel-tools':
      return (document as ToolDocument).labelIds.includes(body.labelId) ? 'changes' : 'unchanged';
    case 'delete-tool-groups':
    case 'delete-tasks':
      return 'changes';
  }
}
