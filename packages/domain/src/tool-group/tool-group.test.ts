import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import { ToolGroup } from './tool-group.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};

function newGroup(): ToolGroup {
  return ToolGroup.create(ID, { name: 'Search' }, stamp);
}

/** The group as it is after everything so far was stored. */
function stored(group: ToolGroup): ToolGroup {
  return ToolGroup.rehydrate(group.id, group.state, group.pendingEvents.length - 1);
}

describe('A tool group', () => {
  it('is created active and empty, by the actor and at the time of the command', () => {
    expect(newGroup().pendingEvents).toEqual([
      {
        type: 'group.created.v1',
        data: { name: 'Search', description: '', createdAt: stamp.occurredAt, createdBy: 'otto' },
      },
    ]);
    expect(newGroup().state).toMatchObject({ isActive: true, selectors: [], updatedBy: 'otto' });
  });

  it.each([
    ['0b6f7a7e', 'Search', '', '/id'],
    [ID, '', '', '/name'],
    [ID, '   ', '', '/name'],
    [ID, 'x'.repeat(201), '', '/name'],
    [ID, 'Search', 'x'.repeat(4_001), '/description'],
  ])('is not created as %j, name %j', (id, name, description, pointer) => {
    expect(() => ToolGroup.create(id, { name, description }, stamp)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });

  it('has a name of up to 200 characters, trimmed', () => {
    const name = 'x'.repeat(200);
    expect(ToolGroup.create(ID, { name: ` ${name} ` }, stamp).state.name).toBe(name);
  });

  it('raises creation and selectors together, in the order in which they were asked for', () => {
    const group = newGroup();
    group.addSelector({ id: 'sel-1', namePattern: '*' }, stamp);
    group.addSelector({ id: 'sel-2' }, stamp);
    expect(group.pendingEvents.map(({ type }) => type)).toEqual([
      'group.created.v1',
      'group.selector.added.v1',
      'group.selector.added.v1',
    ]);
    expect(group.state.selectors.map(({ id }) => id)).toEqual(['sel-1', 'sel-2']);
  });

  it('tells of a change only what is new', () => {
    const group = stored(newGroup());
    group.changeDetails({ name: 'Search', description: 'Reads' }, stamp);
    expect(group.pendingEvents).toEqual([
      {
        type: 'group.updated.v1',
        data: { description: 'Reads', updatedAt: stamp.occurredAt, updatedBy: 'otto' },
      },
    ]);
  });

  it('can get an empty description', () => {
    const group = ToolGroup.create(ID, { name: 'Search', description: 'Reads' }, stamp);
    group.changeDetails({ description: '' }, stamp);
    expect(group.state.description).toBe('');
  });

  it.each<[string, (group: ToolGroup) => void]>([
    ['the name it has', (group) => group.changeDetails({ name: ' Search ' }, stamp)],
    ['no change of details', (group) => group.changeDetails({}, stamp)],
    ['a selector it has', (group) => group.addSelector({ id: 'sel-1', namePattern: '*' }, stamp)],
    ['a tool that is explicit', (group) => group.addExplicitTool('crm:get', stamp)],
    ['the removal of a tool that is not explicit', (group) => group.removeExplicitTool('crm:list', stamp)],
    [
      'the exclusion of an excluded tool',
      (group) => group.excludeTool('crm:drop', 'For another reason', stamp),
    ],
    ['the inclusion of a tool that is not excluded', (group) => group.includeTool('crm:get', stamp)],
    ['activation while active', (group) => group.activate(stamp)],
  ])('raises nothing when asked for %s', (_, wish) => {
    const group = newGroup();
    group.addSelector({ id: 'sel-1' }, stamp);
    group.addExplicitTool('crm:get', stamp);
    group.excludeTool('crm:drop', undefined, stamp);
    const loaded = stored(group);
    wish(loaded);
    expect(loaded.pendingEvents).toEqual([]);
    expect(loaded.state).toBe(group.state);
  });

  it('raises nothing when deactivated while inactive, and keeps its reason', () => {
    const group = newGroup();
    group.deactivate('Incident 7', stamp);
    group.deactivate('Something else', stamp);
    expect(group.pendingEvents).toHaveLength(2);
    expect(group.state).toMatchObject({ isActive: false, deactivationReason: 'Incident 7' });
    group.activate(stamp);
    expect(group.state).toMatchObject({ isActive: true, deactivationReason: null });
  });

  it('refuses a selector id that it has with other criteria', () => {
    const group = newGroup();
    group.addSelector({ id: 'sel-1', requiredLabelIds: ['gold'] }, stamp);
    expect(() => group.addSelector({ id: 'sel-1', requiredLabelIds: ['silver'] }, stamp)).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'selector-id-taken' }),
    );
  });

  it('refuses to remove a selector that it does not have', () => {
    expect(() => newGroup().removeSelector('sel-9', stamp)).toThrow(
      expect.objectContaining({ kind: 'not-found', code: 'selector-not-found' }),
    );
  });

  it('lets a removed selector id come back with other criteria', () => {
    const group = newGroup();
    group.addSelector({ id: 'sel-1', namePattern: 'get*' }, stamp);
    group.removeSelector('sel-1', stamp);
    group.addSelector({ id: 'sel-1', namePattern: 'list*' }, stamp);
    expect(group.state.selectors).toMatchObject([{ id: 'sel-1', namePattern: 'list*' }]);
  });

  it('can hold a tool as explicit and as excluded at once', () => {
    const group = newGroup();
    group.addExplicitTool('crm:get', stamp);
    group.excludeTool('crm:get', 'Too dangerous', stamp);
    expect(group.state.explicitTools).toMatchObject([{ toolId: 'crm:get', addedBy: 'otto' }]);
    expect(group.state.excludedTools).toMatchObject([{ toolId: 'crm:get', reason: 'Too dangerous' }]);
    group.includeTool('crm:get', stamp);
    group.removeExplicitTool('crm:get', stamp);
    expect(group.state).toMatchObject({ explicitTools: [], excludedTools: [] });
  });

  it.each<[string, (group: ToolGroup) => void]>([
    ['changeDetails', (group) => group.changeDetails({ name: 'New' }, stamp)],
    ['addSelector', (group) => group.addSelector({ id: 'sel-1' }, stamp)],
    ['removeSelector', (group) => group.removeSelector('sel-1', stamp)],
    ['addExplicitTool', (group) => group.addExplicitTool('crm:get', stamp)],
    ['removeExplicitTool', (group) => group.removeExplicitTool('crm:get', stamp)],
    ['excludeTool', (group) => group.excludeTool('crm:get', undefined, stamp)],
    ['includeTool', (group) => group.includeTool('crm:get', stamp)],
    ['activate', (group) => group.activate(stamp)],
    ['deactivate', (group) => group.deactivate(undefined, stamp)],
  ])('refuses %s after its deletion', (_, wish) => {
    const group = newGroup();
    group.delete(stamp);
    expect(() => wish(group)).toThrow(expect.objectContaining({ kind: 'gone', code: 'tool-group-deleted' }));
  });

  it('is deleted once, however often it is asked for', () => {
    const group = newGroup();
    group.delete(stamp);
    group.delete(stamp);
    expect(group.pendingEvents.map(({ type }) => type)).toEqual(['group.created.v1', 'group.deleted.v1']);
    expect(group.state).toMatchObject({ isDeleted: true, isActive: false });
  });
});
