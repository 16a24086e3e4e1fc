import { givenSaga } from '@tools-provider/event-sourcing/testing';
import { describe, it } from 'vitest';
import { labelCascade } from './label-cascade.ts';

const LABEL = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c16';
const [CRM, ERP, SHOP] = ['crm', 'erp', 'shop'] as const;

const saga = labelCascade();
const stamp = { addedAt: '2026-01-01T09:00:00.000Z', addedBy: 'otto' };
const added = (subject: string, operation = 'get') =>
  ({
    type: 'tool.label.added.v1',
    subject,
    data: { toolId: `${subject}:${operation}`, labelId: LABEL, ...stamp },
  }) as const;
const created = {
  type: 'label.created.v1',
  subject: LABEL,
  data: {
    name: 'Risky',
    description: '',
    color: '#6b7280',
    createdAt: '2026-01-01T08:00:00.000Z',
    createdBy: 'otto',
  },
} as const;
const deleted = {
  type: 'label.deleted.v1',
  subject: LABEL,
  data: { deletedAt: '2026-01-02T09:00:00.000Z', deletedBy: 'ada' },
} as const;
const drop = (id: string) => ({ type: 'drop-label', id, labelId: LABEL }) as const;
const refusal = (kind: 'gone' | 'conflict', code: string) => ({ kind, code, message: code }) as const;

describe('The cascade of a label', () => {
  it('takes a deleted label from each source that has had a tool with it, once', () => {
    givenSaga(saga, [created, added(CRM), added(ERP), added(CRM, 'list')])
      .when(deleted)
      .thenDecides({ send: [drop(CRM), drop(ERP)] });
  });

  it('sends nothing for a label that no tool has had', () => {
    givenSaga(saga, [created]).when(deleted).thenDecides({ send: [], isDone: false });
  });

  it('takes the label from a tool that was given it while it was being deleted', () => {
    givenSaga(saga, [created, deleted])
      .when(added(CRM))
      .thenDecides({ send: [drop(CRM)] });
  });

  it('knows the tools of a label whose beginning it is told later', () => {
    givenSaga(saga, [added(CRM), created])
      .when(deleted)
      .thenDecides({ send: [drop(CRM)] });
  });

  it('goes on with the next source when one has been deregistered, and asks one again that was busy', () => {
    const history = [created, added(CRM), added(ERP), added(SHOP), deleted];
    givenSaga(saga, history)
      .when({ refused: drop(CRM), refusal: refusal('gone', 'source-deleted') })
      .thenDecides({ send: [drop(ERP), drop(SHOP)] });
    givenSaga(saga, history)
      .when({ refused: drop(ERP), refusal: refusal('conflict', 'revision-conflict') })
      .thenDecides({ send: [drop(ERP), drop(SHOP)] });
    givenSaga(saga, history)
      .when({ refused: drop(SHOP), refusal: refusal('gone', 'source-deleted') })
      .thenDecides({ send: [] });
  });
});
