import { expect, test } from 'vitest';
import { bulkCommands } from './bulk-commands.ts';
import { type BulkWish, bulkCommandTypes } from './bulk-wish.ts';

const LABEL = '6f1f0d5e-7a0d-4b53-8e3c-2f6f3f3f8f57';
const SOURCE = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';

const WISHES: readonly BulkWish[] = [
  { action: 'activate-tool-groups' },
  { action: 'deactivate-tool-groups', reason: 'Audit' },
  { action: 'delete-tool-groups' },
  { action: 'change-tasks', changes: { assigneeId: null } },
  { action: 'delete-tasks' },
  { action: 'enable-tools' },
  { action: 'disable-tools', reason: 'Audit' },
  { action: 'label-tools', labelId: LABEL },
  { action: 'unlabel-tools', labelId: LABEL },
];

test('Each action is one command for each target, with what was asked for, and of the type that says who may ask', () => {
  expect(WISHES.map(({ action }) => action)).toEqual(Object.keys(bulkCommandTypes));
  for (const wish of WISHES) {
    const { action, ...asked } = wish;
    const { command } = bulkCommands.commandOf(wish, 'x');
    const { changes = {}, ...others } = 'changes' in asked ? asked : { ...asked, changes: {} };
    expect(command.type).toBe(bulkCommandTypes[action]);
    expect(Object.values(command)).toContain('x');
    expect(command).toMatchObject({ ...others, ...changes });
  }
});

test('Commands on tools of one source share a lane, and others have their own', () => {
  const laneOf = (wish: BulkWish, target: string) => bulkCommands.commandOf(wish, target).lane;
  const enable: BulkWish = { action: 'enable-tools' };
  expect(laneOf(enable, `${SOURCE}:list`)).toBe(laneOf(enable, `${SOURCE}:get/one#x`));
  expect(laneOf({ action: 'delete-tasks' }, 'a')).not.toBe(laneOf({ action: 'delete-tasks' }, 'b'));
});

test('A wish that this version does not know is refused, item by item', () => {
  expect(() => bulkCommands.commandOf({ action: 'paint-tools' }, 'x')).toThrow(
    expect.objectContaining({ code: 'unknown-action', kind: 'refused' }),
  );
});
