import { describe, expect, it } from 'vitest';
import type { ServiceTokenScope } from './scopes.ts';
import { ServiceToken, type ServiceTokenDetails } from './service-token.ts';
import { isInForce } from './state.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const stamp = {
  actor: { id: 'ada', name: 'Ada', roles: [] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const later = { ...stamp, occurredAt: '2026-01-03T03:04:05.678Z' };
const DETAILS = { name: 'ci', scopes: ['groups:write', 'feed:read'], secretHash: 'hashed' } as const;

const newToken = (details: Partial<ServiceTokenDetails> = {}) =>
  ServiceToken.create(ID, { ...DETAILS, ...details }, stamp);

describe('A service token', () => {
  it('is recognised by a hash that no event tells', () => {
    const token = newToken({ expiresAt: later.occurredAt });
    expect(token.state.secretHash).toBe('hashed');
    expect(token.pendingEvents).toEqual([
      {
        type: 'service-token.created.v1',
        data: {
          name: 'ci',
          scopes: ['feed:read', 'groups:write'],
          expiresAt: later.occurredAt,
          createdAt: stamp.occurredAt,
          createdBy: 'ada',
        },
      },
    ]);
    token.revoke(later);
    expect(JSON.stringify(token.pendingEvents)).not.toContain('hashed');
  });

  it('is revoked once, and stays to be seen', () => {
    const token = newToken();
    token.revoke(later);
    token.revoke(stamp);
    expect(token.pendingEvents.slice(1)).toEqual([
      {
        type: 'service-token.revoked.v1',
        data: { name: 'ci', revokedAt: later.occurredAt, revokedBy: 'ada' },
      },
    ]);
    expect(token.state).toMatchObject({ name: 'ci', revokedAt: later.occurredAt, secretHash: 'hashed' });
  });

  it('is in force until it is revoked or its time has come', () => {
    expect(isInForce(newToken().state, '9999-01-01T00:00:00.000Z')).toBe(true);
    const limited = newToken({ expiresAt: later.occurredAt });
    expect(isInForce(limited.state, stamp.occurredAt)).toBe(true);
    expect(isInForce(limited.state, later.occurredAt)).toBe(false);
    limited.revoke(stamp);
    expect(isInForce(limited.state, stamp.occurredAt)).toBe(false);
  });

  it.each<[string, Partial<ServiceTokenDetails>]>([
    ['/name', { name: '' }],
    ['/name', { name: 'With Space' }],
    ['/name', { name: '-x' }],
    ['/name', { name: 'x'.repeat(64) }],
    ['/scopes', { scopes: [] }],
    ['/scopes', { scopes: ['everything' as ServiceTokenScope] }],
    ['/expiresAt', { expiresAt: 'tomorrow' }],
    ['/expiresAt', { expiresAt: stamp.occurredAt }],
  ])('is not created with what is wrong at %s', (pointer, details) => {
    expect(() => newToken(details)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });
});
