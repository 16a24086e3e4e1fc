import { expect, it } from 'vitest';
import { newCommandContext } from './new-command-context.ts';

it('makes a new command of every context, with ids that are the same for the same command', () => {
  const [one, other] = [newCommandContext(), newCommandContext()];
  expect(one.commandId).not.toBe(other.commandId);
  expect(one.newId('order')).not.toBe(other.newId('order'));

  const again = newCommandContext({ commandId: one.commandId, occurredAt: '2026-11-21T10:00:00.000Z' });
  expect(again).toMatchObject({ correlationId: one.commandId, occurredAt: '2026-11-21T10:00:00.000Z' });
  expect(again.newId('order')).toBe(one.newId('order'));
  expect(again.newId('invoice')).not.toBe(one.newId('order'));
});
