import { preferences } from '@tools-provider/contracts';
import { connectMongoDb } from '@tools-provider/mongodb';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Send, type System, startSystem } from './system.ts';

const PREFERENCES = '/api/v1/preferences';
const DARK = { theme: 'dark', density: 'compact', shortcuts: false } as const;

let system: System;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.stop());

const preferencesIn = (response: LightMyRequestResponse) => preferences.strict().parse(response.json());

const save = (as: Send, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  as('PUT', PREFERENCES, { payload, headers });

describe('the preferences of a caller', () => {
  it('are the defaults until they are saved, and their own from then on', async () => {
    const before = await system.viewer('GET', PREFERENCES);
    expect(preferencesIn(before)).toEqual({
      theme: 'system',
      density: 'comfortable',
      shortcuts: true,
      revision: null,
    });
    expect(before.headers).not.toHaveProperty('etag');
    const saved = await save(system.viewer, DARK);
    expect([saved.statusCode, saved.headers.etag]).toEqual([200, '"0"']);
    expect(preferencesIn(saved)).toEqual({ ...DARK, revision: 0 });
    const after = await system.viewer('GET', PREFERENCES);
    expect(preferencesIn(after)).toEqual({ ...DARK, revision: 0 });
    expect(after.headers.etag).toBe('"0"');
    expect(preferencesIn(await system.operator('GET', PREFERENCES)).revision).toBeNull();
  });

  it('are not sent again to those who have them', async () => {
    await save(system.viewer, DARK);
    const { headers } = await system.viewer('GET', PREFERENCES);
    const ifNoneMatch = { headers: { 'if-none-match': String(headers.etag) } };
    const same = await system.viewer('GET', PREFERENCES, ifNoneMatch);
    expect([same.statusCode, same.body]).toEqual([304, '']);
  });

  it('are saved as defaults, too, and the same again change nothing', async () => {
    const defaults = { theme: 'system', density: 'comfortable', shortcuts: true };
    for (const _ of ['first', 'again']) {
      expect(preferencesIn(await save(system.operator, defaults))).toEqual({ ...defaults, revision: 0 });
    }
  });

  it('are saved only at the revision that If-Match names', async () => {
    const never = await startSystem();
    const early = await save(never.viewer, DARK, { 'if-match': '"0"' });
    expect([early.statusCode, early.json().code]).toEqual([412, 'stale-revision']);
    await save(never.viewer, DARK);
    await save(never.viewer, { ...DARK, theme: 'light' }, { 'if-match': '"0"' });
    const stale = await save(never.viewer, { ...DARK, density: 'comfortable' }, { 'if-match': '"0"' });
    expect([stale.statusCode, stale.json().currentRevision]).toEqual([412, 1]);
    expect(preferencesIn(await never.viewer('GET', PREFERENCES))).toMatchObject({
      theme: 'light',
      density: 'compact',
      revision: 1,
    });
    await never.stop();
  });

  it('that are saved for the first time by many at once are all of one owner, one after the other', async () => {
    const fresh = await startSystem();
    const themes = ['light', 'dark', 'system'] as const;
    const saved = await Promise.all(themes.map((theme) => save(fresh.admin, { ...DARK, theme })));
    expect(saved.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(saved.map((response) => Number(preferencesIn(response).revision)).toSorted()).toEqual([0, 1, 2]);
    expect(preferencesIn(await fresh.admin('GET', PREFERENCES)).revision).toBe(2);
    await fresh.stop();
  });

  it('are told to nobody: neither the feed nor the outbox has anything of them', async () => {
    const fresh = await startSystem();
    await save(fresh.operator, DARK);
    await save(fresh.operator, { ...DARK, theme: 'light' });
    const created = await fresh.operator('POST', '/api/v1/views', {
      payload: { name: 'x', list: 'tasks', query: {} },
    });
    const stores = connectMongoDb(fresh.mongoDbUrl);
    expect(await stores.outbox.counts()).toEqual({ pending: 1, delivered: 0, setAside: 0 });
    await stores.close();
    await fresh.startWorker();
    const ofView = await fresh.viewer('GET', `/api/v1/events?subject=${created.json().id}&timeout=20000`);
    expect(ofView.json()).toHaveLength(1);
    expect((await fresh.viewer('GET', '/api/v1/events')).json()).toEqual(ofView.json());
    await fresh.stop();
  });

  it.each([
    ['/theme', { ...DARK, theme: 'pink' }],
    ['/density', { ...DARK, density: 'dense' }],
    ['/shortcuts', { ...DARK, shortcuts: 'yes' }],
    ['/shortcuts', { theme: 'dark', density: 'compact' }],
    ['/ownerId', { ...DARK, ownerId: 'otto' }],
  ])('are refused with what is wrong at %s', async (pointer, payload) => {
    const response = await save(system.admin, payload);
    expect([response.statusCode, response.json().errors[0].pointer]).toEqual([400, pointer]);
  });
});
