import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import { OperatorPreferences, preferencesIdOf } from './operator-preferences.ts';
import { DEFAULT_PREFERENCES, type Density, type Theme } from './preferences.ts';

const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const later: Stamp = { ...stamp, occurredAt: '2026-01-03T00:00:00.000Z' };
const ID = preferencesIdOf('otto');

describe('The preferences of an operator', () => {
  it('have one id for each operator, which never changes', () => {
    expect(ID).toBe('691552a9-55ba-51f5-a539-aa3ff4fbbfea');
    expect(preferencesIdOf('ada')).not.toBe(ID);
  });

  it('are saved the first time also when they are the defaults', () => {
    const saved = OperatorPreferences.create(ID, DEFAULT_PREFERENCES, stamp);
    expect(saved.pendingEvents).toHaveLength(1);
    expect(saved.state).toEqual({
      theme: 'system',
      density: 'comfortable',
      shortcuts: true,
      ownerId: 'otto',
      savedAt: stamp.occurredAt,
    });
  });

  it('are replaced as a whole, and the same ones change nothing', () => {
    const saved = OperatorPreferences.create(ID, DEFAULT_PREFERENCES, stamp);
    const wanted = { theme: 'dark', density: 'compact', shortcuts: false } as const;
    saved.change(wanted, later);
    saved.change(wanted, later);
    expect(saved.pendingEvents).toHaveLength(2);
    expect(saved.state).toMatchObject({ ...wanted, savedAt: later.occurredAt });
  });

  it.each([
    ['/theme', { theme: 'pink' as Theme }],
    ['/density', { density: 'dense' as Density }],
  ])('refuse a wrong %s', (pointer, wrong) => {
    const wanted = { ...DEFAULT_PREFERENCES, ...wrong };
    const refusal = expect.objectContaining({
      kind: 'invalid',
      places: [expect.objectContaining({ pointer })],
    });
    expect(() => OperatorPreferences.create(ID, wanted, stamp)).toThrow(refusal);
    const saved = OperatorPreferences.create(ID, DEFAULT_PREFERENCES, stamp);
    expect(() => saved.change(wanted, later)).toThrow(refusal);
    expect(saved.pendingEvents).toHaveLength(1);
  });
});
