import { type Api, unique } from '../fixtures/api.ts';
import { untilReady } from '../fixtures/parts.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, banner, row } from '../fixtures/widgets.ts';
import { witness } from '../fixtures/witness.ts';

const WHILE_AWAY = /Failed to load resource|net::ERR|Failed to fetch|network error/i;

test('Every part killed at once: all comes back at the same addresses, with the same groups, badges and feed', async ({
  as,
  api,
  ownSystem,
  parts,
}) => {
  const { group, task } = await written(api);
  const page = await as('operator', { provoking: WHILE_AWAY });
  await page.goto('/tool-groups');
  await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v2 · projected');
  const seen = await witness(page);
  const before = await everything(api);

  await parts.kill('kurrentdb', 'mongodb', 'api', 'reconciliator', 'console');
  await expect(banner(page)).toContainText('Live updates are interrupted');
  await untilReady(ownSystem);

  expect(await everything(api)).toEqual(before);
  await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v2 · projected');
  await expect(banner(page).getByText(/\w/)).toHaveCount(0);
  expect(await seen.badges()).toContain('v2 · unknown');

  const { revision } = await api.command('POST', `/api/v1/tool-groups/${group.id}/activate`);
  expect(revision).toBe(3);
  await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v3 · projected');
  await page.goto('/tasks');
  await expect(badge(row(page, task.title))).toHaveAccessibleName('Consistency: v0 · projected');
  await seen.badges().then(
    () => expect('the page').toBe('another document'),
    () => undefined,
  );
});

test('Stopped and started again on the same data, everything is as it was', async ({
  as,
  api,
  ownSystem,
}) => {
  const { group } = await written(api);
  const before = await everything(api);
  const page = await as('operator', { provoking: WHILE_AWAY });
  await page.goto(`/tool-groups/${group.id}`);

  await ownSystem.restart();

  expect(await everything(api)).toEqual(before);
  await page.goto(`/tool-groups/${group.id}`);
  await expect(page.getByRole('heading', { level: 1, name: group.name })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v2 · projected');
  const later = await api.createToolGroup({ name: unique('After the restart') });
  await api.shown(later);
  const [event, ...others] = await api.events(later.id);
  expect(others).toEqual([]);
  expect(Number(event?.sequence)).toBe(before.events.length + 1);
});

async function written(api: Api) {
  const group = await api.createToolGroup({ name: unique('Lasting'), selectors: [{ namePattern: '*' }] });
  const { revision } = await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`, {
    reason: 'Test',
  });
  const task = await api.createTask({ title: unique('Lasting too') });
  await api.shown({ ...group, revision });
  await api.shown(task);
  return { group, task };
}

async function everything(api: Api) {
  const read = async (path: string) => (await api.send('GET', path)).json();
  // How many tools a group has is derived a moment after it is projected.
  const counts = async () => {
    const { items } = await read('/api/v1/tool-groups?limit=500');
    return items.map(({ toolCount }: { readonly toolCount: number | null }) => toolCount);
  };
  await expect.poll(counts).not.toContain(null);
  const [groups, tasks, events] = await Promise.all([
    read('/api/v1/tool-groups?limit=500'),
    read('/api/v1/tasks?limit=500'),
    api.events(),
  ]);
  return { groups, tasks, events };
}
