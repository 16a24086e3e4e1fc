import { expectAccessible } from '../fixtures/accessibility.ts';
import { isFull } from '../fixtures/is-full.ts';
import { expectNothingSticksOut, look, looks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';
import { liveNow } from '../fixtures/widgets.ts';
import { places } from '../pages.ts';

/** How many tests share the pages, so that none takes long and they can run side by side. */
const PARTS = 4;

for (let part = 0; part < PARTS; part += 1) {
  test(`Every page is accessible on each device, light and dark (${part + 1} of ${PARTS})`, async ({
    as,
    seeded,
  }) => {
    test.setTimeout(isFull ? 900_000 : 240_000);
    const page = await as('admin', { provoking: /status of 404/ });
    for (const place of places.filter((_, at) => at % PARTS === part)) {
      await test.step(place.name, async () => {
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await page.setViewportSize(looks[0]?.viewport ?? { width: 1280, height: 800 });
        await page.goto(place.path(seeded));
        await expect(place.sign(page, seeded)).toBeVisible();
        if (place.isStill !== true) await expect(liveNow(page)).toBeVisible();
        await place.open?.(page);
        for (const one of looks) {
          await test.step(one.name, async () => {
            await look(page, one);
            await expectAccessible(page);
            await expectNothingSticksOut(page);
          });
        }
      });
    }
  });
}

test('Every page has a policy that runs no script but its own, each with a new nonce', async ({
  as,
  seeded,
}) => {
  const page = await as('operator');
  const nonces = new Set<string>();
  const paths = new Map(places.map((place) => [place.path(seeded), place]));
  for (const [path, place] of paths) {
    const answer = await page.request.get(path, { headers: { accept: 'text/html' } });
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
  expect(nonces.size).toBe(paths.size);
});

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

function directives(policy = ''): Map<string, string> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...values]) => [name, values.join(' ')]));
}
