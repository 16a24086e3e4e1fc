import { expectAccessible } from '../fixtures/accessibility.ts';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow } from '../fixtures/widgets.ts';
import { witness } from '../fixtures/witness.ts';

const WHILE_OFFLINE = /ERR_|Failed to fetch|network error|Failed to load resource/i;

test('The badge says every state by its name: projected, saved as v8 showing v7, lagging, stuck with Retry, unknown', async ({
  as,
  api,
  worker,
}) => {
  const group = await api.createToolGroup({ name: unique('Badged') });
  const include = (at: number) =>
    api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:tool-${at}`);
  for (let at = 1; at <= 7; at += 1) await include(at);
  await api.shown({ ...group, revision: 7 });
  const page = await as('admin', { provoking: WHILE_OFFLINE });
  await page.goto(`/tool-groups/${group.id}`);
  const shown = badge(page.getByRole('main')).first();

  await test.step('projected', async () => {
    await expect(shown).toHaveAccessibleName('Consistency: v7 · projected');
    // Since when something waits is known to those only who heard of it.
    await expect(liveNow(page)).toBeVisible();
  });

  await test.step('saved as v8, showing v7; then lagging; then projected again, without a reload', async () => {
    const seen = await witness(page);
    const goOn = await worker.pause({ subject: group.id });
    await include(8);
    await expect(shown).toHaveAccessibleName(/^Consistency: lagging 1 event, \d+ s$/);
    await shown.click();
    await expect(page.getByText('A development switch holds every event of it')).toBeVisible();
    await page.keyboard.press('Escape');
    await goOn();
    await expect(shown).toHaveAccessibleName('Consistency: v8 · projected');
    // An answer that was read just before it was projected says that v8 is saved and no longer late.
    expect((await seen.badges()).join('\n')).toMatch(
      /v7 · projected\nsaved as v8, showing v7\n(lagging 1 event, \d+ s\n)+(saved as v8, showing v7\n)?v8 · projected/,
    );
  });

  await test.step('stuck, with the reason for all and Retry for an admin', async () => {
    await worker.poison({ subject: group.id });
    await include(9);
    await expect(shown).toHaveAccessibleName(/^Consistency: stuck at v8: .*poisons it$/);
    const viewer = await as('viewer');
    await viewer.goto(`/tool-groups/${group.id}`);
    const theirs = badge(viewer.getByRole('main')).first();
    await theirs.click();
    await expect(viewer.getByRole('link', { name: 'All that is quarantined' })).toBeVisible();
    await expect(viewer.getByRole('button', { name: /^Retry/ })).toHaveCount(0);
    await worker.heal();
    await shown.click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Retry what is stuck at v9' }).click();
    for (const each of [shown, theirs]) {
      await expect(each).toHaveAccessibleName('Consistency: v9 · projected');
    }
  });

  await test.step('unknown while nobody can say, and never green by absence', async () => {
    await page.route('**/api/v1/changes*', (route) => route.abort());
    await page.reload();
    await expect(shown).toHaveAccessibleName('Consistency: v9 · unknown');
    await page.unroute('**/api/v1/changes*');
    await expect(shown).toHaveAccessibleName('Consistency: v9 · projected');
  });
});
