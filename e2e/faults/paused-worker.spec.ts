import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, banner, row } from '../fixtures/widgets.ts';

const figure = (page: Page, name: string) =>
  page.getByRole('term').filter({ hasText: name }).locator('xpath=..');

test('The worker is paused while ten groups change, and even killed meanwhile: the screen says what waits, and all ten catch up', async ({
  as,
  api,
  worker,
}) => {
  const name = unique('Ten');
  const groups = await Promise.all(
    Array.from({ length: 10 }, (_, at) => api.createToolGroup({ name: `${name} ${at}` })),
  );
  for (const group of groups) await api.shown(group);
  const admin = await as('admin');
  await admin.goto('/pipeline');
  await expect(figure(admin, 'Waiting')).toContainText('The read model is up to date.');
  const viewer = await as('viewer');
  await viewer.goto(`/tool-groups?search=${encodeURIComponent(name)}`);
  await expect(viewer.getByRole('row')).toHaveCount(11);

  const panel = admin.getByRole('region', { name: 'Development' });
  await panel.getByRole('radio', { name: /Pause/ }).click();
  await panel.getByRole('button', { name: 'Set the switch' }).click();
  await expect(panel.getByRole('list', { name: 'Switches that are set' })).toContainText(
    'Holds: every event',
  );
  await expectAccessible(admin);
  await Promise.all(
    groups.map(({ id }) => api.command('PATCH', `/api/v1/tool-groups/${id}`, { description: 'Changed' })),
  );
  for (const group of groups) {
    await expect(badge(row(viewer, group.name))).toHaveAccessibleName(
      /^Consistency: lagging 1 event, \d+ s$/,
    );
  }
  await expect(figure(admin, 'Waiting')).toContainText(/10.*10 events of 10 aggregates/s);
  await expect(admin.getByRole('img', { name: /^Waiting events .* at most 10 events$/ })).toBeVisible();

  await expect(banner(viewer)).toContainText('A development switch holds every event');
  await worker.kill();
  await expect(admin.getByRole('table', { name: 'Workers' }).getByRole('row')).toHaveCount(2);
  await expect(badge(row(viewer, groups[0]?.name ?? ''))).toHaveAccessibleName(/lagging 1 event/);
  expect((await api.consistency('tool-group', groups[0]?.id ?? '')).projectedRevision).toBe(0);

  await panel.getByRole('button', { name: /^Take away/ }).click();
  for (const group of groups) {
    await expect(badge(row(viewer, group.name))).toHaveAccessibleName('Consistency: v1 · projected');
    expect((await api.events(group.id)).map(({ revision }) => revision)).toEqual([0, 1]);
  }
  await expect(figure(admin, 'Waiting')).toContainText('The read model is up to date.');
  await expect(panel.getByRole('list')).toHaveCount(0);
  await expect(banner(viewer)).toHaveText('');
});

test('An admin has the projections rebuilt, sees how far that is, cancels it, and has it done: what is shown stays until then', async ({
  as,
  api,
  worker,
}) => {
  const [first, last] = [unique('Rebuilt first'), unique('Rebuilt last')];
  const [one, other] = [
    await api.createToolGroup({ name: first }),
    await api.createToolGroup({ name: last }),
  ];
  for (const group of [one, other]) await api.shown(group);
  const [admin, viewer] = [await as('admin'), await as('viewer')];
  const projections = (page: Page) => page.getByRole('region', { name: 'Projections' });
  for (const page of [admin, viewer]) await page.goto('/pipeline');
  const begin = async (kind: 'Verify' | 'Rebuild') => {
    await projections(admin)
      .getByRole('button', { name: `${kind} all projections` })
      .click();
    if (kind === 'Rebuild') await admin.getByRole('alertdialog').getByRole('button', { name: kind }).click();
  };
  const progress = projections(admin).getByRole('progressbar');
  const generation = projections(admin)
    .getByRole('row', { name: /^tool-groups/ })
    .getByRole('cell')
    .nth(1);
  const before = (await generation.textContent()) ?? '';

  await test.step('It stands where a projection does, and tells how far it is', async () => {
    const letOn = await worker.pause({ subject: other.id });
    await begin('Rebuild');
    await expect(progress).toHaveAccessibleName('Rebuilding all projections: reading the log');
    await expect(progress).toHaveAttribute('aria-valuenow', '0');
    await expect(projections(viewer).getByRole('button')).toHaveCount(0);
    // The first group is read by now, and is held when its documents are compared.
    await worker.pause({ subject: one.id });
    await letOn();
    await expect(progress).toHaveAccessibleName(/comparing documents with their streams$/);
    await expect(progress).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/);
    await expectAccessible(admin);
  });

  await test.step('Cancelled, it leaves everything as it was', async () => {
    await projections(admin).getByRole('button', { name: 'Cancel' }).click();
    await expect(
      projections(admin).getByText('The rebuild of all projections was cancelled; nothing was changed'),
    ).toBeVisible();
    await expect(progress).toHaveCount(0);
    await expect(generation).toHaveText(before);
    expect((await api.shown(one)).name).toBe(first);
    await worker.heal();
  });

  await begin('Rebuild');
  await expect(
    projections(admin).getByText(/^Rebuilt all projections, and compared with \d+ streams/),
  ).toBeVisible();
  await expect(generation).not.toHaveText(before);
  await begin('Verify');
  await expect(projections(admin).getByText(/^Verified all projections: equal to \d+ streams/)).toBeVisible();
  await expect(projections(viewer).getByText(/^Verified all projections: equal/)).toBeVisible();
  expect((await api.shown(one)).name).toBe(first);
});
