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

/** A group that an approval alone makes active, with a pending request. */
function askingGroup(): ToolGroup {
  const group = ToolGroup.create(ID, { name: 'Refunds', requiresApproval: true }, stamp);
  group.activate('request-1', stamp);
  return group;
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
    ['activation while active', (group) => group.activate('request-1', stamp)],
    ['no approval when it requires none', (group) => group.waiveApproval(stamp)],
    ['an approval while active', (group) => group.approveActivation('request-1', 'ada', stamp)],
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
    group.activate('request-1', stamp);
    expect(group.state).toMatchObject({ isActive: true, deactivationReason: null, activationRequest: null });
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
    ['activate', (group) => group.activate('request-1', stamp)],
    ['approveActivation', (group) => group.approveActivation('request-1', 'ada', stamp)],
    ['rejectActivation', (group) => group.rejectActivation('request-1', { rejectedBy: 'ada' }, stamp)],
    ['requireApproval', (group) => group.requireApproval(stamp)],
    ['waiveApproval', (group) => group.waiveApproval(stamp)],
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

describe('A tool group that requires an approval', () => {
  const later: Stamp = {
    actor: { id: 'saga', name: 'Activation approval', roles: ['admin'] },
    occurredAt: '2026-01-03T00:00:00.000Z',
  };

  it('is inactive from the start, and says why', () => {
    const group = ToolGroup.create(ID, { name: 'Refunds', requiresApproval: true }, stamp);
    expect(group.pendingEvents).toMatchObject([
      { type: 'group.created.v1' },
      {
        type: 'group.approval.required.v1',
        data: { requiredAt: stamp.occurredAt, requiredBy: 'otto' },
      },
      { type: 'group.deactivated.v1', data: { reason: 'Its activation requires an approval' } },
    ]);
    expect(group.state).toMatchObject({ isActive: false, requiresApproval: true, activationRequest: null });
  });

  it('stays active when the requirement comes later', () => {
    const group = newGroup();
    group.requireApproval(stamp);
    group.requireApproval(stamp);
    expect(group.pendingEvents).toHaveLength(2);
    expect(group.state).toMatchObject({ isActive: true, requiresApproval: true });
  });

  it('is not activated but asks for its activation, once', () => {
    const group = askingGroup();
    group.activate('request-2', later);
    expect(group.pendingEvents.slice(3)).toEqual([
      {
        type: 'group.activation.requested.v1',
        data: {
          requestId: 'request-1',
          name: 'Refunds',
          requestedAt: stamp.occurredAt,
          requestedBy: 'otto',
        },
      },
    ]);
    expect(group.state).toMatchObject({
      isActive: false,
      activationRequest: { requestId: 'request-1', requestedAt: stamp.occurredAt, requestedBy: 'otto' },
    });
  });

  it('has its request rejected by a deactivation, which nothing that was asked for before undoes', () => {
    const group = askingGroup();
    group.deactivate('do not use', later);
    expect(group.pendingEvents.slice(4)).toEqual([
      {
        type: 'group.activation.rejected.v1',
        data: {
          requestId: 'request-1',
          reason: 'do not use',
          rejectedAt: later.occurredAt,
          rejectedBy: later.actor.id,
        },
      },
    ]);
    expect(() => group.approveActivation('request-1', 'ada', later)).toThrow(
      expect.objectContaining({ code: 'activation-request-not-pending' }),
    );
    group.deactivate(undefined, later);
    expect(group.pendingEvents).toHaveLength(5);
  });

  it('is activated in the name of the approver, once', () => {
    const group = askingGroup();
    group.approveActivation('request-1', 'ada', later);
    group.approveActivation('request-1', 'ada', later);
    expect(group.pendingEvents.slice(4)).toEqual([
      {
        type: 'group.activated.v1',
        data: { activatedAt: later.occurredAt, activatedBy: 'ada', requestId: 'request-1' },
      },
    ]);
    expect(group.state).toMatchObject({ isActive: true, deactivationReason: null, activationRequest: null });
  });

  it('is not activated by the approval of the one who asked', () => {
    const group = askingGroup();
    expect(() => group.approveActivation('request-1', 'otto', later)).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'approval-needs-another-admin' }),
    );
    expect(group.state.activationRequest?.requestId).toBe('request-1');
  });

  it('stays inactive after a rejection, which is told once and in the name of the one who rejects, and may ask anew', () => {
    const group = askingGroup();
    const rejection = { rejectedBy: 'ada', reason: ' Too early ' };
    group.rejectActivation('request-1', rejection, later);
    group.rejectActivation('request-1', rejection, later);
    expect(group.pendingEvents.slice(4)).toEqual([
      {
        type: 'group.activation.rejected.v1',
        data: {
          requestId: 'request-1',
          reason: 'Too early',
          rejectedAt: later.occurredAt,
          rejectedBy: 'ada',
        },
      },
    ]);
    expect(group.state).toMatchObject({ isActive: false, activationRequest: null });
    group.activate('request-2', later);
    expect(group.state.activationRequest?.requestId).toBe('request-2');
  });

  it('is not activated by the late approval of a request that was rejected, nor by that of an earlier one', () => {
    const group = askingGroup();
    group.rejectActivation('request-1', { rejectedBy: 'ada' }, later);
    const approve = () => group.approveActivation('request-1', 'ada', later);
    const refusal = expect.objectContaining({ kind: 'refused', code: 'activation-request-not-pending' });
    expect(approve).toThrow(refusal);
    group.activate('request-2', stamp);
    expect(approve).toThrow(refusal);
    expect(group.state).toMatchObject({ isActive: false, activationRequest: { requestId: 'request-2' } });
  });

  it('is not activated again by an approval that comes twice, when it was deactivated in between', () => {
    const group = askingGroup();
    group.approveActivation('request-1', 'ada', later);
    group.deactivate('Incident 7', later);
    expect(() => group.approveActivation('request-1', 'ada', later)).toThrow(
      expect.objectContaining({ code: 'activation-request-not-pending' }),
    );
    expect(group.state).toMatchObject({ isActive: false, deactivationReason: 'Incident 7' });
  });

  it('keeps its pending request when an earlier one is rejected again', () => {
    const group = askingGroup();
    group.rejectActivation('request-1', { rejectedBy: 'ada' }, later);
    group.activate('request-2', stamp);
    group.rejectActivation('request-1', { rejectedBy: 'ada' }, later);
    expect(group.state.activationRequest?.requestId).toBe('request-2');
  });

  it('cannot have a request rejected that was approved', () => {
    const group = askingGroup();
    group.approveActivation('request-1', 'ada', later);
    expect(() => group.rejectActivation('request-1', { rejectedBy: 'ada' }, later)).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'activation-request-not-pending' }),
    );
  });

  it('keeps its request when the requirement is waived, and is then activated without an approval', () => {
    const group = askingGroup();
    group.waiveApproval(later);
    group.waiveApproval(later);
    expect(group.pendingEvents.slice(4)).toEqual([
      { type: 'group.approval.waived.v1', data: { waivedAt: later.occurredAt, waivedBy: 'saga' } },
    ]);
    expect(group.state).toMatchObject({
      requiresApproval: false,
      activationRequest: { requestId: 'request-1' },
    });
    group.activate('request-2', stamp);
    expect(group.pendingEvents.at(-1)).toEqual({
      type: 'group.activated.v1',
      data: { activatedAt: stamp.occurredAt, activatedBy: 'otto' },
    });
    expect(group.state).toMatchObject({ isActive: true, activationRequest: null });
  });

  it('has no pending request after its deletion', () => {
    const group = askingGroup();
    group.delete(stamp);
    expect(group.state.activationRequest).toBeNull();
  });
});
