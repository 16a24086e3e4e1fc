import { unique } from '../fixtures/api.ts';
import { report } from '../fixtures/report.ts';
import { expect, test } from '../fixtures/test.ts';
import { measure, percentile, vitalsOf } from '../fixtures/vitals.ts';
import { badge, liveNow } from '../fixtures/widgets.ts';
import { places } from '../pages.ts';

const ROUNDS = 5;
const CHANGES = 40;

test.setTimeout(600_000);

test('Each page paints, holds still and is light, as far as the machine lets it', async ({ as, seeded }) => {
  const rows: string[] = [];
  for (const place of places.filter(({ open, isNotThere }) => open === undefined && !isNotThere)) {
    const first: number[] = [];
    const largest: number[] = [];
    const shifts: number[] = [];
    let bytes = 0;
    let laterBytes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      // A session of its own, so that nothing is in the browser's cache.
      const page = await as('admin');
      await measure(page);
      await page.goto(place.path(seeded));
      await expect(place.sign(page, seeded)).toBeVisible();
      if (place.isStill !== true) await expect(liveNow(page)).toBeVisible();
      const vitals = await vitalsOf(page);
      first.push(vitals.firstPaint);
      largest.push(vitals.largestPaint);
      shifts.push(vitals.layoutShift);
      bytes = vitals.scriptBytes;
      laterBytes = vitals.laterScriptBytes;
      await page.context().close();
    }
    rows.push(
      `| ${place.name} | ${spread(first)} | ${spread(largest)} | ${Math.max(...shifts).toFixed(3)} | ${kilobytes(bytes)} | ${kilobytes(laterBytes)} |`,
    );
    expect.soft(Math.max(...shifts), `layout shift of ${place.name}`).toBeLessThan(0.05);
    expect
      .soft(kilobytes(bytes), `kB of scripts of ${place.name}`)
      .toBeLessThan(isLight(place.name) ? 200 : 260);
  }
  report('pages', [
    '| page | first paint | largest paint | layout shift | scripts, kB | fetched later, kB |',
    '|---|---|---|---|---|---|',
    ...rows,
  ]);
});

test('What is pressed or typed is answered in the next frames', async ({ as }) => {
  const page = await as('operator');
  await measure(page);
  await page.goto('/tool-groups');
  await expect(liveNow(page)).toBeVisible();
  const interactions: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.getByRole('searchbox').pressSequentially('billing');
    await page.getByRole('searchbox').fill('');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.type('pipe');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: /^Views/ }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  }
  interactions.push(...(await vitalsOf(page)).interactions);
  report('interactions', [
    `${interactions.length} of 16 ms and more: p50 ${percentile(interactions, 0.5)} ms, p95 ${percentile(interactions, 0.95)} ms, worst ${Math.max(...interactions)} ms`,
  ]);
  expect(interactions.length).toBeGreaterThan(ROUNDS);
});

test('A badge follows its projection', async ({ as, api }) => {
  const group = await api.createToolGroup({ name: unique('Measured') });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto(`/tool-groups/${group.id}`);
  await expect(liveNow(page)).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  await page.evaluate(() => {
    const seen: [string, number][] = [];
    (window as { __at?: [string, number][] }).__at = seen;
    const look = () => {
      const words = document
        .querySelector('main button[aria-label^="Consistency: "]')
        ?.getAttribute('aria-label');
      if (words !== null && words !== undefined && seen.at(-1)?.[0] !== words) seen.push([words, Date.now()]);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true });
  });
  const projectedAt = new Map<number, number>();
  for (let revision = 1; revision <= CHANGES; revision += 1) {
    await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:tool-${revision}`);
    const shown = await api.shown({ ...group, revision });
    projectedAt.set(revision, Date.parse(shown.projectedAt));
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName(`Consistency: v${revision} · projected`);
  }
  const seen = await page.evaluate(() => (window as { __at?: [string, number][] }).__at ?? []);
  const delays = seen.flatMap(([words, at]) => {
    const then = projectedAt.get(Number(/v(\d+) · projected/.exec(words)?.[1]));
    return then === undefined ? [] : [at - then];
  });
  report('badges', [
    `${delays.length} changes: p50 ${percentile(delays, 0.5)} ms, p95 ${percentile(delays, 0.95)} ms after the projection`,
  ]);
  expect(delays.length).toBeGreaterThan(CHANGES / 2);
});

/** Where somebody arrives: nothing but what they need first may be in it. */
function isLight(name: string): boolean {
  return name === 'sign-in page' || name === 'overview';
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}

function spread(values: readonly number[]): string {
  return `${Math.round(percentile(values, 0.5))} ms (${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))})`;
}
