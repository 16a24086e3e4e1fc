import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleColours } from '../fixtures/accessibility.ts';
import { type Api, unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { isDark, liveNow } from '../fixtures/widgets.ts';

interface Place {
  readonly name: string;
  readonly path: (seeded: Seeded) => string;
  /** The page is there when this can be seen. */
  readonly sign: (page: Page, seeded: Seeded) => ReturnType<Page['getByText']>;
  readonly status?: number;
  /** Nobody is signed in there, or there is nothing to follow. */
  readonly isStill?: true;
  /** Opens what lies over the page; the page is looked at with it. */
  readonly open?: (page: Page) => Promise<void>;
}

interface Seeded {
  readonly groupId: string;
  readonly groupName: string;
  readonly taskId: string;
  readonly taskTitle: string;
  readonly guardedId: string;
  readonly guardedName: string;
  readonly approvalId: string;
  readonly approvalTitle: string;
  readonly viewName: string;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name, exact: true });

const viewsMenu = async (page: Page) => {
  await page.getByRole('button', { name: /^Views/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
};

const fromViewsMenu = (item: string, dialog: string) => async (page: Page) => {
  await viewsMenu(page);
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
};

const fromPersonMenu = (item: string, dialog: string) => async (page: Page) => {
  await page
    .getByRole('button', { name: /Ada Admin/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
};

const places: readonly Place[] = [
  { name: 'overview', path: () => '/', sign: heading('Overview') },
  {
    name: 'list of tool groups',
    path: ({ groupName }) => `/tool-groups?search=${encodeURIComponent(groupName)}`,
    sign: (page, { groupName }) => page.getByRole('link', { name: groupName, exact: true }),
  },
  {
    name: 'empty list of tool groups',
    path: () => `/tool-groups?search=${encodeURIComponent('no such group anywhere')}`,
    sign: (page) => page.getByRole('heading', { name: 'No tool group matches' }),
  },
  {
    name: 'form for a new tool group',
    path: () => '/tool-groups/new',
    sign: (page) => page.getByRole('button', { name: 'Create tool group' }),
  },
  {
    name: 'tool group',
    path: ({ groupId }) => `/tool-groups/${groupId}`,
    sign: (page, { groupName }) => heading(groupName)(page),
  },
  {
    name: 'tool group that does not exist',
    path: () => '/tool-groups/00000000-0000-4000-8000-000000000000',
    sign: (page) => page.getByRole('main').getByRole('alert'),
  },
  {
    name: 'tool group that waits for an approval',
    path: ({ guardedId }) => `/tool-groups/${guardedId}`,
    sign: (page) => page.getByRole('region', { name: 'Activation request' }).getByRole('link'),
  },
  {
    name: 'form of a tool group that needs an approval',
    path: ({ guardedId }) => `/tool-groups/${guardedId}`,
    sign: (page, { guardedName }) => heading(guardedName)(page),
    open: async (page) => {
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('checkbox', { name: 'Activation needs an approval' }).uncheck();
    },
  },
  {
    name: 'saved views',
    path: ({ viewName }) => `/tool-groups?search=${encodeURIComponent(viewName)}`,
    sign: (page, { viewName }) => page.getByRole('button', { name: `Views: ${viewName}` }),
    open: viewsMenu,
  },
  {
    name: 'form for a new view',
    path: () => '/tasks?status=pending',
    sign: heading('Tasks'),
    open: fromViewsMenu('Save current filters as view…', 'Save view'),
  },
  {
    name: 'views being managed',
    path: () => '/tool-groups',
    sign: heading('Tool groups'),
    open: fromViewsMenu('Manage views…', 'Manage views'),
  },
  {
    name: 'preferences',
    path: () => '/',
    sign: heading('Overview'),
    open: fromPersonMenu('Preferences…', 'Preferences'),
  },
  {
    name: 'keyboard shortcuts',
    path: () => '/',
    sign: heading('Overview'),
    open: fromPersonMenu('Keyboard shortcuts', 'Keyboard shortcuts'),
  },
  {
    name: 'task that decides about an activation',
    path: ({ approvalId }) => `/tasks?task=${approvalId}`,
    sign: (page) => page.getByRole('button', { name: 'Approve activation' }),
  },
  {
    name: 'question before an approval',
    path: ({ approvalId }) => `/tasks?task=${approvalId}`,
    sign: (page) => page.getByRole('button', { name: 'Approve activation' }),
    open: async (page) => {
      await page.getByRole('button', { name: 'Approve activation' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'list of tasks with one that decides about an activation',
    path: ({ approvalTitle }) => `/tasks?search=${encodeURIComponent(approvalTitle)}`,
    sign: (page, { approvalTitle }) => page.getByRole('button', { name: approvalTitle, exact: true }),
  },
  {
    name: 'list of tasks',
    path: ({ taskTitle }) => `/tasks?search=${encodeURIComponent(taskTitle)}`,
    sign: (page, { taskTitle }) => page.getByRole('button', { name: taskTitle, exact: true }),
  },
  {
    name: 'task',
    path: ({ taskId }) => `/tasks?task=${taskId}`,
    sign: (page, { taskTitle }) => page.getByRole('dialog', { name: taskTitle }),
  },
  {
    name: 'form for a new task',
    path: () => '/tasks?new=true',
    sign: (page) => page.getByRole('dialog', { name: 'New task' }),
  },
  {
    name: 'feed',
    path: ({ groupId }) => `/feed?subject=${groupId}`,
    sign: (page) => page.getByRole('list', { name: 'Events, newest first' }),
  },
  { name: 'pipeline', path: () => '/pipeline', sign: heading('Pipeline') },
  { name: 'access', path: () => '/access', sign: heading('Access') },
  {
    name: 'form for a new service token',
    path: () => '/access',
    sign: heading('Access'),
    open: async (page) => {
      await page.getByRole('button', { name: 'New token' }).first().click();
      await expect(page.getByRole('dialog', { name: 'New service token' })).toBeVisible();
    },
  },
  {
    name: 'audit',
    path: ({ groupId }) => `/audit?id=${groupId}`,
    sign: heading('Audit'),
  },
  {
    name: 'page that does not exist',
    path: () => '/no/such/page',
    sign: heading('There is no such page'),
    status: 404,
    isStill: true,
  },
  { name: 'sign-in page', path: () => '/sign-in', sign: heading('Sign in'), isStill: true },
];

const screens = [
  { device: 'a desktop', viewport: { width: 1280, height: 800 } },
  { device: 'a phone', viewport: { width: 390, height: 844 } },
] as const;

for (const { device, viewport } of screens) {
  test(`Every page is accessible on ${device}, light and dark`, async ({ as, api, apiAs }) => {
    test.slow();
    const seeded = await seed(api, await apiAs('admin'));
    const page = await as('admin', { viewport, provoking: /status of 404/ });
    for (const place of places) {
      await test.step(place.name, async () => {
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await page.goto(place.path(seeded));
        await expect(place.sign(page, seeded)).toBeVisible();
        if (place.isStill !== true) await expect(liveNow(page)).toBeVisible();
        await place.open?.(page);
        await expectAccessible(page);
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(scrolls, 'pixels that stick out at the side').toBeLessThanOrEqual(0);
        // In the dark it is the same page in other colours.
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect.poll(() => isDark(page)).toBe(true);
        await expectAccessibleColours(page);
      });
    }
  });
}

test('Every page has a policy that runs no script but its own, each with a new nonce', async ({
  as,
  api,
  apiAs,
}) => {
  const seeded = await seed(api, await apiAs('admin'));
  const page = await as('operator');
  const nonces = new Set<string>();
  for (const place of places) {
    const answer = await page.request.get(place.path(seeded), { headers: { accept: 'text/html' } });
    expect(answer.status(), place.name).toBe(place.status ?? 200);
    const policy = directives(answer.headers()['content-security-policy']);
    const scripts = policy.get('script-src') ?? '';
    expect(scripts, place.name).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    const nonce = /'nonce-([^']{16,})'/.exec(scripts)?.[1] ?? `none on ${place.name}`;
    expect(policy.get('frame-ancestors'), place.name).toBe("'none'");
    expect(policy.get('object-src'), place.name).toBe("'none'");
    expect(policy.get('base-uri'), place.name).toBe("'none'");
    const tags = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length, place.name).toBeGreaterThan(0);
    for (const tag of tags) expect(tag, place.name).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(places.length);
});

test('No page makes the browser of somebody complain who may do little', async ({ as, api, apiAs }) => {
  const seeded = await seed(api, await apiAs('viewer'));
  const page = await as('viewer');
  const offered = places.filter(
    ({ name, open }) => open === undefined && !/does not exist|form for a new|decides/.test(name),
  );
  for (const place of offered) {
    await page.goto(place.path(seeded));
    await expect(place.sign(page, seeded)).toBeVisible();
  }
});

async function seed(api: Api, looking: Api): Promise<Seeded> {
  const group = await api.createToolGroup({
    name: unique('Accessible'),
    description: 'Reads of the billing service',
    selectors: [{ sourcePattern: 'billing*', methodPattern: 'GET', excludedTags: ['internal'] }, {}],
    explicitToolIds: ['billing:getInvoice'],
    excludedToolIds: ['billing:deleteInvoice'],
  });
  const { revision } = await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`, {
    reason: 'Waiting for a review',
  });
  const task = await api.createTask({
    title: unique('Look at it'),
    description: 'A longer text\n\nin two paragraphs.',
    priority: 'urgent',
    assigneeId: 'vera',
    department: 'Support',
    dueAt: '2026-01-05T08:30:00.000Z',
  });
  const guarded = await api.createToolGroup({ name: unique('Guarded'), requiresApproval: true });
  await api.command('POST', `/api/v1/tool-groups/${guarded.id}/activate`);
  const approval = await api.approvalTask(guarded.id);
  const viewName = unique('View');
  await looking.createView({ name: viewName, list: 'tool-groups', query: { search: viewName } });
  await api.shown({ ...group, revision });
  await api.shown(task);
  return {
    groupId: group.id,
    groupName: group.name,
    taskId: task.id,
    taskTitle: task.title,
    guardedId: guarded.id,
    guardedName: guarded.name,
    approvalId: approval.id,
    approvalTitle: approval.title,
    viewName,
  };
}

function directives(policy = ''): Map<string, string> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...values]) => [name, values.join(' ')]));
}
