import { toolGroup } from '@tools-provider/contracts';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { expect, it } from 'vitest';
import { readAnswer } from './answers.ts';

// As the version before approvals kept it.
const OLD_DOCUMENT: StoredDocument<ToolGroupDocument> = {
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  name: 'Search',
  description: '',
  selectors: [],
  explicitTools: [],
  excludedTools: [],
  selectorCount: 0,
  explicitToolCount: 0,
  excludedToolCount: 0,
  isActive: true,
  deactivationReason: null,
  createdAt: '2026-01-02T03:04:05.678Z',
  createdBy: 'otto',
  updatedAt: '2026-01-02T03:04:05.678Z',
  updatedBy: 'otto',
  revision: 0,
  projectedAt: '2026-01-02T03:04:05.700Z',
};

it('A group that an earlier version projected requires no approval and has asked for none', () => {
  const answer = readAnswer(OLD_DOCUMENT, { status: 'projected', headRevision: 0 });
  expect(toolGroup.strict().parse(answer)).toMatchObject({
    requiresApproval: false,
    activationRequest: null,
  });
});
