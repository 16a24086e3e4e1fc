import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';

const MARKUP = '<img src=x onerror="window.__attacked=true"><script>window.__attacked=true</script>';

test('Markup in a group’s name, description, patterns and reasons is shown as the text it is', async ({
  as,
  api,
}) => {
  const name = `${unique('Markup')} ${MARKUP}`;
  const unbroken = 'unbroken'.repeat(40);
  const group = await api.createToolGroup({
    name,
    description: `${MARKUP} ${unbroken}`,
    selectors: [{ id: 'markup', namePattern: MARKUP, requiredTags: ['<b>bold</b>'] }],
    explicitToolIds: [`crm:${MARKUP}`],
  });
  const { revision } = await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`, {
    reason: `${MARKUP}${unbroken}`,
  });
  await api.shown({ ...group, revision });
  const page = await as('operator');
  await page.goto(`/tool-groups/${group.id}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(`because: ${MARKUP}`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Selectors' })).toContainText(MARKUP);
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overhang(), 'pixels that a long word makes the page too wide').toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(MARKUP);

  await page.goto('/tool-groups?sort=-createdAt');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await page.goto(`/feed?subject=${group.id}`);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'group.created.v1' })
    .getByRole('button')
    .first()
    .click();
  await expect(page.getByRole('region', { name: /^Event/ })).toContainText('onerror=');
  expect(await page.evaluate(() => '__attacked' in window)).toBe(false);
});

test('Markup in a task is shown as the text it is', async ({ as, api }) => {
  const task = await api.createTask({
    title: `${unique('Markup')} ${MARKUP}`,
    description: `${MARKUP}\n\n[a link](javascript:window.__attacked=true)`,
    department: MARKUP,
  });
  await api.shown(task);
  const page = await as('operator');
  await page.goto(`/tasks?task=${task.id}`);
  const dialog = page.getByRole('dialog', { name: task.title });
  await expect(dialog.getByText(MARKUP).first()).toBeVisible();
  await expect(dialog.getByRole('img')).toHaveCount(0);
  await expect(dialog.locator('a[href^="javascript:"], script, img')).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('link', { name: task.title })).toBeVisible();
  expect(await page.evaluate(() => '__attacked' in window)).toBe(false);
});
