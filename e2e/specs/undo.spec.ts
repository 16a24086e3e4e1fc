import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages } from '../fixtures/widgets.ts';

test('What was done is undone from its message: by its button or by Z, once, and not over what somebody else has done', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Undo') });
  await api.shown(group);
  const page = await as('operator', { provoking: /status of 412|ERR_FAILED|net::/ });
  await page.goto(`/tool-groups/${group.id}`);
  const main = page.getByRole('main');
  await expect(badge(main)).toHaveAccessibleName('Consistency: v0 · projected');
  const deactivate = async () => {
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
    await expect(page.getByRole('alertdialog')).toBeHidden();
    await expect(main.getByText('Inactive', { exact: true })).toBeVisible();
  };
  const undo = messages(page).getByRole('button', { name: 'Undo' });

  await test.step('by its button', async () => {
    await deactivate();
    await undo.click();
    await expect(messages(page)).toContainText('Active again, saved as v2');
    await expect(main.getByText('Active', { exact: true })).toBeVisible();
  });

  await test.step('by Z', async () => {
    await deactivate();
    await page.keyboard.press('z');
    await expect(messages(page)).toContainText('Active again, saved as v4');
    await page.keyboard.press('z');
    await expect(badge(main)).toHaveAccessibleName('Consistency: v4 · projected');
  });

  await test.step('over a connection that loses the answer, and still once', async () => {
    await deactivate();
    let lost = 0;
    await page.route('**/activate', async (route) => {
      // Done, but nobody here hears of it; the console's own repetitions get no further.
      if (lost === 0) await route.fetch();
      lost += 1;
      await route.abort();
    });
    await undo.click();
    await expect(messages(page)).toContainText('No answer: it is not known whether it was undone.');
    expect(lost).toBe(3);
    await page.unroute('**/activate');
    await messages(page).getByRole('button', { name: 'Try again' }).click();
    await expect(messages(page)).toContainText('Active again, saved as v6');
    await expect(badge(main)).toHaveAccessibleName('Consistency: v6 · projected');
  });

  await test.step('not when somebody has changed it since', async () => {
    await deactivate();
    await api.command('PATCH', `/api/v1/tool-groups/${group.id}`, { description: 'Looked at' });
    await undo.click();
    await expect(messages(page)).toContainText('Not undone');
    await expect(main.getByText('Inactive', { exact: true })).toBeVisible();
    expect((await api.consistency('tool-group', group.id)).headRevision).toBe(8);
  });
});
