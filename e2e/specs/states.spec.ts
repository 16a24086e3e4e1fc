import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expectStructure } from '../fixtures/aria.ts';
import { isFull } from '../fixtures/is-full.ts';
import { expectNothingSticksOut, look, looks, looksOver } from '../fixtures/looks.ts';
import { People } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';
import { startTroubledConsole } from '../fixtures/troubled-console.ts';
import { places } from '../pages.ts';

const reading = places.filter(({ open, isStill, isNotThere, readsNothing }) => {
  return open === undefined && !isStill && !isNotThere && !readsNothing;
});

/** One of so many, unless everything is wanted. */
const SHARE = 12;
const chosen = isFull ? reading : reading.filter((_, at) => at % SHARE === 0);

test('A page shows what will be there while it loads, says what to do when nothing can be read, and is there on Retry', async ({
  browser,
  system,
  seeded,
}) => {
  test.setTimeout(isFull ? 900_000 : 60_000);
  const troubled = await startTroubledConsole(system.apiUrl);
  const people = new People(browser, troubled.consoleUrl);
  try {
    const page = await people.as('admin', { provoking: /status of (429|500|50\d)|ERR_/ });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const place of chosen) {
      const path = place.path(seeded);
      await test.step(`${place.name}, loading`, async () => {
        troubled.set('held');
        await page.goto(path, { waitUntil: 'commit' });
        await expect(page.getByRole('status', { name: 'Loading' }).first()).toBeVisible();
        await expectStructure(page.locator('body'), `${place.name} loading`, seeded);
        await lookAt(page, place.name);
      });
      await test.step(`${place.name}, with nothing to be read`, async () => {
        troubled.set('refused');
        const retry = page.getByRole('button', { name: 'Retry' });
        const alert = page.getByRole('alert').filter({ has: retry }).first();
        await expect(alert).toContainText('0af7651916cd43dd8448eb211c80319c');
        await expect(alert.getByRole('button', { name: 'Retry' })).toBeEnabled();
        await expectStructure(page.locator('body'), `${place.name} unreadable`, seeded);
        await lookAt(page, place.name);
        troubled.set('none');
        // All at once: one that is read again takes its button away.
        await retry.evaluateAll((buttons) => {
          for (const button of buttons) (button as HTMLElement).click();
        });
        await expect(place.sign(page, seeded)).toBeVisible();
      });
    }
    await test.step('an api that is away altogether', async () => {
      troubled.set('away');
      await page.goto('/tasks');
      await expect(page.getByRole('heading', { name: 'The console cannot show this page' })).toBeVisible();
      await expectStructure(page.locator('body'), 'api away', seeded);
      await lookAt(page, 'api away');
      troubled.set('none');
      await page.getByRole('button', { name: 'Retry' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
    });
  } finally {
    await people.leave();
    await troubled.end();
  }
});

async function lookAt(page: Page, name: string): Promise<void> {
  for (const one of isFull ? looks : looksOver(name)) {
    await look(page, one);
    await expectAccessible(page);
    await expectNothingSticksOut(page);
  }
}
