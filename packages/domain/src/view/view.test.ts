import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import type { ViewList, ViewQuery } from './query.ts';
import { isVisibleTo } from './state.ts';
import { View, type ViewDetails } from './view.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c13';
const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const later: Stamp = {
  actor: { id: 'ada', name: 'Ada Admin', roles: ['admin'] },
  occurredAt: '2026-01-03T00:00:00.000Z',
};

function newView(details: Partial<ViewDetails> = {}): View {
  return View.create(ID, { name: 'Mine', list: 'tasks', query: { status: 'pending' }, ...details }, stamp);
}

const parameters = (count: number): ViewQuery =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 'x']));

describe('A view', () => {
  it('is private to the one who creates it', () => {
    const view = newView({ name: ' Mine ' });
    expect(view.pendingEvents).toEqual([
      {
        type: 'view.created.v1',
        data: {
          name: 'Mine',
          list: 'tasks',
          query: { status: 'pending' },
          isShared: false,
          createdAt: stamp.occurredAt,
          createdBy: 'otto',
        },
      },
    ]);
    expect(view.state).toMatchObject({ ownerId: 'otto', updatedAt: stamp.occurredAt, isDeleted: false });
    expect([isVisibleTo(view.state, 'otto'), isVisibleTo(view.state, 'ada')]).toEqual([true, false]);
  });

  it('is everybody’s to see while it is shared', () => {
    const view = newView({ isShared: true });
    expect(isVisibleTo(view.state, 'ada')).toBe(true);
    view.unshare(later);
    expect(isVisibleTo(view.state, 'ada')).toBe(false);
    view.share(later);
    expect(isVisibleTo(view.state, 'ada')).toBe(true);
    expect(view.state.ownerId).toBe('otto');
  });

  it.each<[string, Partial<ViewDetails>]>([
    ['/name', { name: ' ' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/list', { list: 'views' as ViewList }],
    ['/query', { query: parameters(21) }],
    ['/query/$where', { query: { $where: '1' } }],
    ['/query/a.b', { query: { 'a.b': '1' } }],
    ['/query/', { query: { '': '1' } }],
    ['/query/a~1~0', { query: { 'a/~': '1' } }],
    ['/query/search', { query: { search: 'x'.repeat(201) } }],
    [`/query/${'x'.repeat(51)}`, { query: { ['x'.repeat(51)]: '1' } }],
  ])('is not created with what is wrong at %s', (pointer, details) => {
    expect(() => newView(details)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });

  it('keeps as much as it may', () => {
    const query = { ...parameters(19), ['x'.repeat(50)]: 'x'.repeat(200) };
    expect(newView({ name: 'x'.repeat(100), query }).state.query).toEqual(query);
  });

  it.each<[string, (view: View) => void, object]>([
    ['renamed', (view) => view.rename(' Ours ', later), { newName: 'Ours' }],
    ['query.changed', (view) => view.changeQuery({ sort: 'title' }, later), { newQuery: { sort: 'title' } }],
    ['shared', (view) => view.share(later), {}],
  ])('tells that it was %s with its own time and actor, and once', (what, change, data) => {
    const view = newView();
    change(view);
    change(view);
    expect(view.pendingEvents.slice(1)).toEqual([
      { type: `view.${what}.v1`, data: { ...data, updatedAt: later.occurredAt, updatedBy: 'ada' } },
    ]);
    expect(view.state).toMatchObject({ updatedAt: later.occurredAt, createdAt: stamp.occurredAt });
  });

  it('takes a query in another order for the one it has', () => {
    const view = newView({ query: { sort: 'name', search: 'x' } });
    view.changeQuery({ search: 'x', sort: 'name' }, later);
    expect(view.pendingEvents).toHaveLength(1);
  });

  it.each<[string, (view: View) => void]>([
    ['rename', (view) => view.rename('Mine', later)],
    ['changeQuery', (view) => view.changeQuery({ status: 'pending' }, later)],
    ['share', (view) => view.share(later)],
    ['unshare', (view) => view.unshare(later)],
  ])('refuses %s after its deletion, even what it already is', (_, wish) => {
    const view = newView();
    view.delete(later);
    expect(() => wish(view)).toThrow(expect.objectContaining({ kind: 'gone', code: 'view-deleted' }));
  });

  it('is deleted once', () => {
    const view = newView();
    view.delete(later);
    view.delete(stamp);
    expect(view.pendingEvents.slice(1)).toEqual([
      { type: 'view.deleted.v1', data: { deletedAt: later.occurredAt, deletedBy: 'ada' } },
    ]);
  });
});
