import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expectStructure } from '../fixtures/aria.ts';
import { isFull } from '../fixtures/is-full.ts';
import { DESKTOP, expectNothingSticksOut, type Look, look, looks, looksOver } from '../fixtures/looks.ts';
import { expectStrictPolicy } from '../fixtures/policy.ts';
import type { Seeded } from '../fixtures/seed.ts';
import { expect, test } from '../fixtures/test.ts';
import { liveNow } from '../fixtures/widgets.ts';
import { type Place, places } from '../pages.ts';

/** How many tests share the pages, so that none takes long and they can run side by side. */
const PARTS = 4;

for (let part = 0; part < PARTS; part += 1) {
  test(`Every page is accessible on each device, light and dark, and runs no script but its own, each under a new nonce (${part + 1} of ${PARTS})`, async ({
    as,
    seeded,
  }) => {
    test.setTimeout(isFull ? 900_000 : 240_000);
    const page = await as('admin', { provoking: /status of 404/ });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const nonces = new Set<string>();
    const visits = visitsOf(seeded).filter((_, at) => at % PARTS === part);
    for (const visit of visits) {
      const [first, ...over] = visit;
      await test.step(first.name, async () => nonces.add(await visitPlace(page, first, seeded)));
      for (const [at, place] of over.entries()) {
        if (at > 0 || first.open !== undefined) await leaveOverlay(page);
        await test.step(place.name, () => openOver(page, place, seeded));
      }
    }
    expect(nonces.size).toBe(visits.length);
  });
}

test('No page makes the browser of somebody complain who may do little', async ({ as, seeded }) => {
  const page = await as('viewer');
  const offered = places.filter(
    ({ open, isNotForViewers, isNotThere }) => open === undefined && !isNotForViewers && !isNotThere,
  );
  for (const place of offered) {
    await page.goto(place.path(seeded));
    await expect(place.sign(page, seeded)).toBeVisible();
  }
});

type Visit = [Place, ...Place[]];

/** The places by what has to be loaded for them: a page, and then what opens over it. */
function visitsOf(seeded: Seeded): readonly Visit[] {
  const visits: Visit[] = [];
  for (const place of places) {
    const last = visits.at(-1);
    const isThereAlready = place.open !== undefined && last?.[0].path(seeded) === place.path(seeded);
    if (isThereAlready) last?.push(place);
    else visits.push([place]);
  }
  return visits;
}

/** Loads a page and looks at it, and answers with the nonce of its scripts. */
async function visitPlace(page: Page, place: Place, seeded: Seeded): Promise<string> {
  await page.setViewportSize(DESKTOP);
  const answer = await page.goto(place.path(seeded));
  if (answer === null) throw new Error(`${place.name} was not loaded.`);
  expect(answer.status(), place.name).toBe(place.status ?? 200);
  await expect(place.sign(page, seeded)).toBeVisible();
  if (place.isStill !== true) await expect(liveNow(page)).toBeVisible();
  const nonce = await expectStrictPolicy(answer, place.name);
  if (place.open !== undefined) {
    await openOver(page, place, seeded);
    return nonce;
  }
  await expectStructure(page.locator('body'), place.name, seeded);
  await lookAt(page, looks);
  return nonce;
}

/** Opens what lies over the page that is there, and looks at it. */
async function openOver(page: Page, place: Place, seeded: Seeded): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await place.open?.(page);
  await expectStructure(page.locator('body'), place.name, seeded);
  await lookAt(page, looksOver(place.name));
}

async function leaveOverlay(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function lookAt(page: Page, those: readonly Look[]): Promise<void> {
  // What is asked for anew stands there faded until it is answered.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  for (const one of those) {
    await test.step(one.name, async () => {
      await look(page, one);
      await expectAccessible(page);
      await expectNothingSticksOut(page);
    });
  }
}
