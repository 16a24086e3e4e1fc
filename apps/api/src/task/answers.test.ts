import { task } from '@tools-provider/contracts';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';
import { expect, it } from 'vitest';
import { readAnswer } from './answers.ts';

// As the version before due dates and approvals kept it.
const OLD_DOCUMENT: StoredDocument<TaskDocument> = {
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c12',
  title: 'Review',
  description: '',
  status: 'pending',
  priority: 'medium',
  assigneeId: null,
  department: null,
  createdAt: '2026-01-02T03:04:05.678Z',
  createdBy: 'otto',
  updatedAt: '2026-01-02T03:04:05.678Z',
  updatedBy: 'otto',
  revision: 0,
  projectedAt: '2026-01-02T03:04:05.700Z',
};

it('A task that an earlier version projected has no due date and decides nothing', () => {
  const answer = readAnswer(OLD_DOCUMENT, { status: 'projected', headRevision: 0 });
  expect(task.strict().parse(answer)).toMatchObject({ dueAt: null, approval: null });
});
