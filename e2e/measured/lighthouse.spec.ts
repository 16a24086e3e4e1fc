import { rate, whyNoLighthouse } from '../fixtures/lighthouse.ts';
import { report } from '../fixtures/report.ts';
import { expect, test } from '../fixtures/test.ts';
import { places } from '../pages.ts';

const RATED = [
  'sign-in page',
  'overview',
  'list of tool groups',
  'tool group',
  'list of tasks',
  'feed',
  'pipeline',
];
const LEAST = 95;

test.setTimeout(3_600_000);

test('Lighthouse rates each page 95 or more in every category', async ({ as, seeded, baseURL }) => {
  const reason = whyNoLighthouse();
  test.skip(reason !== undefined, reason);
  const session = await as('admin');
  const cookies = await session.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const rows: string[] = [];
  for (const name of RATED) {
    const place = places.find((one) => one.name === name);
    if (place === undefined) throw new Error(`There is no page ${name}.`);
    const isSignedIn = name !== 'sign-in page';
    const { scores, complaints } = rate(
      new URL(place.path(seeded), baseURL).href,
      isSignedIn ? cookie : undefined,
    );
    rows.push(`| ${name} | ${Object.values(scores).join(' | ')} | ${complaints.join('; ')} |`);
    const { performance: _, ...steady } = scores;
    for (const [category, score] of Object.entries(steady)) {
      expect.soft(score, `${category} of ${name}: ${complaints.join('; ')}`).toBeGreaterThanOrEqual(LEAST);
    }
  }
  report('lighthouse', [
    '| page | performance | accessibility | best practices | SEO | complaints |',
    '|---|---|---|---|---|---|',
    ...rows,
  ]);
});
