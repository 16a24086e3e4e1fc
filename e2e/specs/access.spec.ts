import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { messages } from '../fixtures/widgets.ts';

test('An admin lets a service in by a token that is shown once, revokes it, and reads in the audit who did what', async ({
  as,
  api,
  system,
}) => {
  const admin = await as('admin');
  const service = unique('billing').replace(' ', '-');
  const call = async (token: string, method: string, path: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(new URL(path, system.apiUrl), { method, headers });
    await answer.body?.cancel();
    return answer.status;
  };
  let token = '';

  await test.step('a token says which service may do what', async () => {
    await admin.goto('/access');
    await admin.getByRole('button', { name: 'New token' }).first().click();
    const dialog = admin.getByRole('dialog', { name: 'New service token' });
    await dialog.getByLabel('Service').fill('No such name');
    await dialog.getByRole('button', { name: 'Make token' }).click();
    await expect(dialog.getByLabel('Service')).toHaveAccessibleDescription(/small letters/);
    await expect(dialog.getByText('Choose at least one')).toBeVisible();
    await dialog.getByLabel('Service').fill(service);
    await dialog.getByRole('checkbox', { name: 'Read feed' }).check();
    await dialog.getByRole('button', { name: 'Make token' }).click();
    const shown = admin.getByRole('dialog', { name: `The token of ${service}` });
    token = await shown.getByLabel('Token', { exact: true }).inputValue();
    expect(token).toMatch(/^tp_[0-9a-f]{32}_[\w-]{43}$/);
    expect(await call(token, 'GET', '/api/v1/events?limit=1')).toBe(200);
    expect(await call(token, 'GET', '/api/v1/tool-groups')).toBe(403);
  });

  await test.step('the token stays until it is stored, and is never shown again', async () => {
    const shown = admin.getByRole('dialog', { name: `The token of ${service}` });
    await admin.keyboard.press('Escape');
    await expect(shown.getByLabel('Token', { exact: true })).toHaveValue(token);
    await shown.getByRole('button', { name: 'I have stored it' }).click();
    await admin.reload();
    await expect(admin.getByRole('row', { name: new RegExp(service) })).toContainText('feed:read');
    expect(await admin.content()).not.toContain(token.slice(-43));
  });

  await test.step('a revoked token lets nobody in', async () => {
    await admin.getByRole('button', { name: `Actions for ${service}` }).click();
    await admin.getByRole('menuitem', { name: 'Revoke…' }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click();
    await expect(messages(admin)).toContainText(`A token of ${service} is revoked`);
    await expect(admin.getByRole('row', { name: new RegExp(service) })).toHaveCount(0);
    await expect.poll(() => call(token, 'GET', '/api/v1/events?limit=1')).toBe(401);
    await admin.getByRole('checkbox', { name: 'Also revoked and expired' }).check();
    await expect(admin.getByRole('row', { name: new RegExp(service) })).toContainText('Revoked by ada');
  });

  await test.step('the audit tells both, narrowed by the URL', async () => {
    await admin.goto('/audit?aggregate=service-token&actor=ada');
    const deeds = admin.getByRole('list', { name: 'What was done, the newest first' });
    const made = deeds.getByRole('button', { name: new RegExp(`ada.*Service token created.*${service}`) });
    await made.click();
    await admin.getByRole('button', { name: 'Only what was done to this one' }).click();
    await expect(deeds.getByRole('button', { name: /ada.*Service token/ })).toHaveText([
      /Service token revoked/,
      /Service token created/,
    ]);
    await expect(admin).toHaveURL(/id=[0-9a-f-]{36}/);
    expect(await admin.content()).not.toContain(token.slice(-43));
    await admin.getByRole('combobox', { name: 'About' }).selectOption('Task');
    await expect(deeds.getByRole('button', { name: /Service token/ })).toHaveCount(0);
  });

  await test.step('and follows what is done meanwhile', async () => {
    await admin.goto('/audit?aggregate=task');
    const { title } = await api.createTask({ title: unique('Audited') });
    await expect(
      admin.getByRole('button', { name: new RegExp(`otto.*Task created.*${title}`) }),
    ).toBeVisible();
  });

  await test.step('neither is for anybody else', async () => {
    const operator = await as('operator', { provoking: /status of 403/ });
    for (const path of ['/access', '/audit']) {
      await operator.goto(path);
      await expect(operator.getByRole('heading', { name: 'For admins only' })).toBeVisible();
    }
    await expect(operator.getByRole('link', { name: /^(Access|Audit)$/ })).toHaveCount(0);
  });
});

test('A token whose only showing is lost on the way is said to be lost, and is made once', async ({ as }) => {
  const admin = await as('admin', { provoking: /ERR_FAILED/ });
  const service = unique('lost').replace(' ', '-');
  await admin.goto('/access');
  let isLost = false;
  await admin.route('**/api/v1/service-tokens', async (route) => {
    if (route.request().method() !== 'POST' || isLost) return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await admin.getByRole('button', { name: 'New token' }).first().click();
  await admin.getByLabel('Service', { exact: true }).fill(service);
  await admin.getByRole('checkbox', { name: 'Read feed' }).check();
  await admin.getByRole('button', { name: 'Make token' }).click();
  await expect(admin.getByRole('dialog').getByRole('alert')).toContainText('lost on the way');
  await admin.getByRole('button', { name: 'Close' }).last().click();
  await expect(admin.getByRole('row', { name: new RegExp(service) })).toHaveCount(1);
});
