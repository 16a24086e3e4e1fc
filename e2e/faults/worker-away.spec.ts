import { unique } from '../fixtures/api.ts';
import { addSelector, edit } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, banner, messages, row } from '../fixtures/widgets.ts';
import { witness } from '../fixtures/witness.ts';

test('While the worker is away commands succeed, everybody sees pending, then lagging, and a banner; back again, all catches up without a reload', async ({
  as,
  api,
  parts,
}) => {
  const before = await api.createToolGroup({ name: unique('Known before') });
  await api.shown(before);
  const operator = await as('operator');
  await operator.goto(`/tool-groups/${before.id}`);
  const viewer = await as('viewer');
  await viewer.goto('/tool-groups');
  await expect(badge(row(viewer, before.name))).toHaveAccessibleName('Consistency: v0 · projected');
  const [operatorSaw, viewerSaw] = [await witness(operator), await witness(viewer)];

  parts.pause('reconciliator');
  await edit(operator, async () =>
    (await addSelector(operator)).getByLabel('Source pattern').fill('billing*'),
  );
  await expect(messages(operator).getByText('saved as v1')).toBeVisible();
  const after = await api.createTask({ title: unique('Written meanwhile') });

  for (const page of [operator, viewer]) {
    await expect(banner(page)).toContainText('The reconciliator is away');
    await expect(banner(page)).toContainText(/2 aggregates \/ 2 events waiting, for \d+ s/);
  }
  await expect(badge(operator.getByRole('main'))).toHaveAccessibleName(/lagging 1 event, \d+ s$/);
  await expect(badge(row(viewer, before.name))).toHaveAccessibleName(/lagging 1 event, \d+ s$/);
  await expect(operator.getByRole('list', { name: 'Selectors' })).toBeHidden();

  parts.resume('reconciliator');
  await expect(operator.getByRole('list', { name: 'Selectors' })).toContainText('billing*');
  await expect(badge(operator.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');
  await expect(badge(row(viewer, before.name))).toHaveAccessibleName('Consistency: v1 · projected');
  for (const page of [operator, viewer]) await expect(banner(page).getByText(/\w/)).toHaveCount(0);
  expect((await api.shown(after)).consistency.status).toBe('projected');
  for (const saw of [operatorSaw, viewerSaw]) {
    const ours = (await saw.badges()).filter((words) => /^v[01] |v1, showing v0|lagging/.test(words));
    expect(ours.join('\n')).toMatch(
      /v0 · projected.*saved as v1, showing v0.*lagging 1 event.*v1 · projected/s,
    );
  }
});

test('A worker that is killed with work on its hands comes back, and every event is in the feed exactly once', async ({
  as,
  api,
  parts,
}) => {
  const page = await as('operator');
  await page.goto('/tool-groups?sort=-createdAt');
  parts.pause('reconciliator');
  const groups = await Promise.all(
    Array.from({ length: 5 }, () =>
      api.createToolGroup({
        name: unique('In flight'),
        selectors: [{ namePattern: 'a*' }, { namePattern: 'b*' }],
      }),
    ),
  );
  await parts.kill('reconciliator');

  for (const group of groups) {
    await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v2 · projected');
    expect((await api.events(group.id)).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  }
  const all = await api.events();
  expect(all.map(({ sequence }) => Number(sequence))).toEqual(all.map((_, at) => at + 1));
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('The worker killed again and again while commands come in loses nothing and tells nothing twice', async ({
  api,
  parts,
}) => {
  const group = await api.createToolGroup({ name: unique('Under fire') });
  let last = group.revision;
  for (let round = 0; round < 3; round += 1) {
    for (const toolId of [`billing:one-${round}`, `billing:two-${round}`]) {
      last = (await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/${toolId}`)).revision;
    }
    await parts.kill('reconciliator');
  }
  const shown = await api.shown({ ...group, revision: last });
  expect(shown.revision).toBe(6);
  expect(shown.explicitTools).toHaveLength(6);
  expect((await api.events(group.id)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
