import { givenAggregate } from '@tools-provider/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import type { LabelEvent } from './events.ts';
import { Label, type LabelDetails, labelType } from './label.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c16';
const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const updated = { updatedAt: stamp.occurredAt, updatedBy: 'otto' };
const created: LabelEvent = {
  type: 'label.created.v1',
  data: {
    name: 'Risky',
    description: '',
    color: '#6b7280',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'ada',
  },
};
const deleted: LabelEvent = {
  type: 'label.deleted.v1',
  data: { deletedAt: stamp.occurredAt, deletedBy: 'otto' },
};

describe('A label', () => {
  it('is created grey and without a description, unless told otherwise', () => {
    expect(Label.create(ID, { name: ' Risky ' }, stamp).state).toMatchObject({
      name: 'Risky',
      description: '',
      color: '#6b7280',
      createdBy: 'otto',
    });
    const details = { name: 'Risky', description: 'Writes', color: ' #FF00AA ' };
    expect(Label.create(ID, details, stamp).state).toMatchObject({ description: 'Writes', color: '#ff00aa' });
  });

  it.each<[string, Partial<LabelDetails>]>([
    ['/name', { name: ' ' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/description', { description: 'x'.repeat(1_001) }],
    ['/color', { color: 'red' }],
    ['/color', { color: '#fff' }],
    ['/color', { color: '#6b7280 url(x)' }],
  ])('is not created with what is wrong at %s: %j', (pointer, details) => {
    expect(() => Label.create(ID, { name: 'Risky', ...details }, stamp)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });

  it('tells only what has changed', () => {
    givenAggregate(labelType, [created])
      .when((label) => label.changeDetails({ name: 'Risky', color: '#FF0000' }, stamp))
      .thenRaises([{ type: 'label.updated.v1', data: { color: '#ff0000', ...updated } }])
      .thenHas({ name: 'Risky', color: '#ff0000', createdBy: 'ada', updatedBy: 'otto' });
    givenAggregate(labelType, [created])
      .when((label) => label.changeDetails({ color: '#6B7280' }, stamp))
      .thenRaisesNothing();
  });

  it('is deleted once, and refuses every other wish from then on', () => {
    givenAggregate(labelType, [created])
      .when((label) => label.delete(stamp))
      .thenRaises([deleted]);
    givenAggregate(labelType, [created, deleted])
      .when((label) => label.delete(stamp))
      .thenRaisesNothing();
    givenAggregate(labelType, [created, deleted])
      .when((label) => label.changeDetails({ name: 'Risky' }, stamp))
      .thenRefuses({ kind: 'gone', code: 'label-deleted' });
  });
});
