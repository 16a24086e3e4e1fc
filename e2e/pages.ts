import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { isFull } from './fixtures/is-full.ts';
import type { Seeded } from './fixtures/seed.ts';

/** A page in the state in which it is looked at. */
export interface Place {
  readonly name: string;
  readonly path: (seeded: Seeded) => string;
  /** The page is there when this can be seen. */
  readonly sign: (page: Page, seeded: Seeded) => Locator;
  /** What the page answers, 200 unless told. */
  readonly status?: number;
  /** Nobody is signed in there, or there is nothing to follow: no live updates. */
  readonly isStill?: true;
  /** Somebody was led wrong: the browser complains of the 404. */
  readonly isNotThere?: true;
  /** Viewers are not offered it. */
  readonly isNotForViewers?: true;
  /** It shows the same whatever can be read, such as an empty form. */
  readonly readsNothing?: true;
  /** A state of a page that is looked at in another state, too: for when everything is wanted. */
  readonly isForFull?: true;
  /** Opens what lies over the page; the page is looked at with it. */
  readonly open?: (page: Page) => Promise<void>;
  /** The heading of the page where nothing has been written yet. */
  readonly whenEmpty?: string;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name, exact: true });

const emptyNotice = (name: string) => (page: Page) => page.getByRole('heading', { name });

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

const NOBODY = '00000000-0000-4000-8000-000000000000';
const nothing = encodeURIComponent('no such thing anywhere');

/**
 * Every page, and what opens over one. A row here has the page looked at by axe on both devices in both colours, full, while it
 * loads and when nothing can be read; by its policy for scripts; and, where a viewer may see it, as a viewer.
 */
const all: readonly Place[] = [
  { name: 'overview', path: () => '/', sign: heading('Overview') },
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
    name: 'palette',
    path: () => '/',
    sign: heading('Overview'),
    open: async (page) => {
      await page.getByRole('button', { name: 'Search and commands' }).filter({ visible: true }).click();
      await page.keyboard.type('tool');
      await expect(page.getByRole('option', { name: 'Tool groups', exact: true })).toBeVisible();
      await expect(page.getByText('Searching…')).toBeHidden();
    },
  },
  {
    name: 'list of tool groups',
    path: ({ groupName }) => `/tool-groups?search=${encodeURIComponent(groupName)}`,
    sign: (page, { groupName }) => page.getByRole('link', { name: groupName, exact: true }),
  },
  {
    name: 'selected tool groups, and what a job would come to',
    isNotForViewers: true,
    path: ({ groupName }) => `/tool-groups?search=${encodeURIComponent(groupName)}`,
    sign: (page, { groupName }) => page.getByRole('link', { name: groupName, exact: true }),
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all rows that are here' }).check();
      await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
      await expect(page.getByRole('dialog')).toContainText('1 is so already');
    },
  },
  {
    name: 'empty list of tool groups',
    path: () => `/tool-groups?search=${encodeURIComponent('no such group anywhere')}`,
    sign: (page) => page.getByRole('heading', { name: 'No tool group matches' }),
  },
  {
    name: 'form for a new tool group',
    readsNothing: true,
    isNotForViewers: true,
    path: () => '/tool-groups/new',
    sign: (page) => page.getByRole('button', { name: 'Create tool group' }),
  },
  {
    name: 'tools being chosen for a tool group',
    path: () => '/tool-groups/new',
    sign: (page) => page.getByRole('button', { name: 'Create tool group' }),
    open: async (page) => {
      await page.getByRole('button', { name: 'Choose tools' }).click();
      await page.getByRole('searchbox', { name: 'Search tools' }).fill('readInvoice');
      await expect(page.getByRole('checkbox', { name: /^All \d+ tools?$/ })).toBeVisible();
    },
  },
  {
    name: 'tool group',
    path: ({ groupId }) => `/tool-groups/${groupId}`,
    sign: (page, { groupName }) => heading(groupName)(page),
  },
  {
    name: 'tools of a tool group',
    path: ({ groupId }) => `/tool-groups/${groupId}?tab=tools&search=readInvoice`,
    sign: (page) => page.getByRole('table', { name: 'Tools of the group' }),
  },
  {
    name: 'history of a tool group',
    path: ({ groupId }) => `/tool-groups/${groupId}?tab=history`,
    sign: (page) => page.getByRole('list', { name: 'History, newest first' }),
  },
  {
    name: 'receipt of a tool group',
    path: ({ groupId }) => `/tool-groups/${groupId}?tab=receipt`,
    sign: (page) => page.getByRole('list', { name: 'Events, newest first' }),
  },
  {
    name: 'tool group as it was',
    path: ({ groupId }) => `/tool-groups/${groupId}?atRevision=1`,
    sign: (page) => page.getByRole('list', { name: 'Changed since' }),
  },
  {
    name: 'question before a definition is restored',
    isNotForViewers: true,
    path: ({ groupId }) => `/tool-groups/${groupId}?atRevision=1`,
    sign: (page) => page.getByRole('button', { name: 'Restore this definition' }),
    open: async (page) => {
      await page.getByRole('button', { name: 'Restore this definition' }).click();
      await expect(page.getByRole('dialog').getByText('would be written and emitted')).toBeVisible();
    },
  },
  {
    name: 'import of tool groups',
    readsNothing: true,
    path: () => '/tool-groups/import',
    sign: heading('Import tool groups'),
  },
  {
    name: 'what an import would do',
    path: () => '/tool-groups/import',
    sign: (page) => page.getByLabel('Or paste it'),
    open: async (page) => {
      const group = { description: '', selectors: [{}], explicitToolIds: [], excludedTools: [] };
      const toolGroups = [
        { ...group, name: 'Not here yet' },
        { ...group, name: '' },
      ];
      const file = { format: 'tools-provider/tool-groups', version: 1, toolGroups };
      await page.getByLabel('Or paste it').fill(JSON.stringify(file));
      await page.getByRole('button', { name: 'Look at it' }).click();
      await expect(page.getByRole('list', { name: 'Groups of the file' })).toBeVisible();
    },
  },
  {
    name: 'tool group that does not exist',
    isNotThere: true,
    path: () => `/tool-groups/${NOBODY}`,
    sign: (page) => page.getByRole('main').getByRole('alert'),
  },
  {
    name: 'tool group that waits for an approval',
    path: ({ guardedId }) => `/tool-groups/${guardedId}`,
    sign: (page) => page.getByRole('region', { name: 'Activation request' }).getByRole('link'),
  },
  {
    name: 'editor of a tool group',
    isNotForViewers: true,
    path: ({ groupId }) => `/tool-groups/${groupId}/edit`,
    sign: heading('Edit tool group'),
  },
  {
    name: 'last look before a tool group is saved',
    path: ({ guardedId }) => `/tool-groups/${guardedId}/edit`,
    sign: heading('Edit tool group'),
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Activation needs an approval' }).uncheck();
      await page.getByRole('button', { name: 'Add selector' }).click();
      await page.getByRole('button', { name: 'Review and save' }).click();
      await expect(page.getByRole('dialog').getByText('group.approval.waived.v1')).toBeVisible();
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
    name: 'task that decides about an activation',
    isNotForViewers: true,
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
    name: 'board of tasks',
    path: ({ taskTitle }) => `/tasks?layout=board&search=${encodeURIComponent(taskTitle)}`,
    sign: (page, { taskTitle }) => page.getByRole('button', { name: taskTitle, exact: true }),
  },
  {
    name: 'history of a task',
    path: ({ taskId }) => `/tasks?task=${taskId}&tab=history`,
    sign: (page) => page.getByRole('list', { name: 'History, newest first' }),
  },
  {
    name: 'task',
    path: ({ taskId }) => `/tasks?task=${taskId}`,
    sign: (page, { taskTitle }) => page.getByRole('dialog', { name: taskTitle }),
  },
  {
    name: 'form for a new task',
    readsNothing: true,
    isNotForViewers: true,
    path: () => '/tasks?new=true',
    sign: (page) => page.getByRole('dialog', { name: 'New task' }),
  },
  {
    name: 'list of sources',
    path: ({ sourceName }) => `/sources?search=${encodeURIComponent(sourceName)}`,
    sign: (page, { sourceName }) => page.getByRole('link', { name: sourceName, exact: true }),
  },
  {
    name: 'form for a new source',
    readsNothing: true,
    isNotForViewers: true,
    path: () => '/sources?new=true',
    sign: (page) => page.getByRole('dialog', { name: 'Add source' }),
  },
  {
    name: 'source',
    path: ({ sourceId }) => `/sources/${sourceId}`,
    sign: (page, { sourceName }) => heading(sourceName)(page),
  },
  {
    name: 'warnings of a source',
    path: ({ sourceId }) => `/sources/${sourceId}?tab=warnings`,
    sign: (page) => page.getByRole('tabpanel').getByText('/paths/~1wrong').first(),
  },
  {
    name: 'list of tools',
    path: ({ sourceId }) => `/tools?sourceId=${sourceId}`,
    sign: (page) => page.getByRole('link', { name: 'readInvoice', exact: true }),
  },
  {
    name: 'tool',
    path: ({ toolId }) => `/tools/${encodeURIComponent(toolId)}`,
    sign: (page) => page.getByRole('list', { name: 'Fields of the input' }),
  },
  {
    name: 'list of labels',
    path: ({ labelName }) => `/labels?search=${encodeURIComponent(labelName)}`,
    sign: (page, { labelName }) => page.getByRole('link', { name: labelName, exact: true }),
  },
  {
    name: 'form for a new label',
    readsNothing: true,
    isNotForViewers: true,
    path: () => '/labels?new=true',
    sign: (page) => page.getByRole('dialog', { name: 'New label' }),
  },
  {
    name: 'feed',
    path: ({ groupId }) => `/feed?subject=${groupId}`,
    sign: (page) => page.getByRole('list', { name: 'Events, newest first' }),
  },
  {
    name: 'event of the feed, opened',
    path: ({ groupId }) => `/feed?subject=${groupId}`,
    sign: (page) => page.getByRole('list', { name: 'Events, newest first' }),
    open: async (page) => {
      await page
        .getByRole('list', { name: 'Events, newest first' })
        .getByRole('button', { name: /^Sequence/ })
        .first()
        .click();
      await expect(page.getByRole('region', { name: /^Event \d+$/ })).toBeVisible();
    },
  },
  // Its figures are the banner's, which the frame around every page has read already.
  { name: 'pipeline', path: () => '/pipeline', sign: heading('Pipeline'), readsNothing: true },
  { name: 'jobs', isNotForViewers: true, path: () => '/jobs', sign: heading('Jobs') },
  {
    name: 'job',
    isNotForViewers: true,
    path: ({ jobId }) => `/jobs/${jobId}`,
    sign: (page) => page.getByText('1 unchanged, 1 not found.'),
  },
  {
    name: 'access',
    isNotForViewers: true,
    path: ({ tokenName }) => `/access?search=${tokenName}`,
    sign: (page, { tokenName }) => page.getByRole('rowheader', { name: tokenName }),
  },
  {
    name: 'form for a new service token',
    path: ({ tokenName }) => `/access?search=${tokenName}`,
    sign: heading('Access'),
    open: async (page) => {
      await page.getByRole('button', { name: 'New token' }).first().click();
      await expect(page.getByRole('dialog', { name: 'New service token' })).toBeVisible();
    },
  },
  {
    name: 'audit',
    isNotForViewers: true,
    path: ({ groupId }) => `/audit?id=${groupId}`,
    sign: heading('Audit'),
  },
  {
    name: 'page that does not exist',
    isNotThere: true,
    path: () => '/no/such/page',
    sign: heading('There is no such page'),
    status: 404,
    isStill: true,
  },
  { name: 'sign-in page', path: () => '/sign-in', sign: heading('Sign in'), isStill: true },
  {
    name: 'empty list of tasks',
    isForFull: true,
    readsNothing: true,
    path: () => `/tasks?search=${nothing}`,
    sign: emptyNotice('No task matches'),
  },
  {
    name: 'empty board of tasks',
    isForFull: true,
    readsNothing: true,
    path: () => `/tasks?layout=board&search=${nothing}`,
    sign: emptyNotice('No task matches'),
  },
  {
    name: 'empty list of sources',
    isForFull: true,
    readsNothing: true,
    path: () => `/sources?search=${nothing}`,
    sign: emptyNotice('No source matches'),
  },
  {
    name: 'empty list of tools',
    isForFull: true,
    readsNothing: true,
    path: () => `/tools?search=${nothing}`,
    sign: emptyNotice('No tool matches'),
  },
  {
    name: 'empty list of labels',
    isForFull: true,
    readsNothing: true,
    path: () => `/labels?search=${nothing}`,
    sign: emptyNotice('No label matches'),
  },
  {
    name: 'empty feed',
    isForFull: true,
    readsNothing: true,
    path: () => `/feed?subject=${NOBODY}`,
    sign: emptyNotice('No such event yet'),
  },
  {
    name: 'empty audit',
    isForFull: true,
    isNotForViewers: true,
    readsNothing: true,
    path: () => `/audit?id=${NOBODY}`,
    sign: heading('Audit'),
  },
];

/** What is looked at: {@link all}, or the one state of each that says most. */
export const places: readonly Place[] = isFull ? all : all.filter(({ isForFull }) => !isForFull);
