import { firstLoadBytes } from '../fixtures/first-load.ts';
import { expect, test } from '../fixtures/test.ts';

// What each weighed when it was last made lighter, and a twentieth more (docs/performance.md).
const MOST_KB = {
  'sign-in': 140,
  '(console)': 190,
};

for (const [route, mostKb] of Object.entries(MOST_KB)) {
  test(`The scripts that ${route} needs first stay under ${mostKb} kB`, () => {
    const kilobytes = firstLoadBytes(route) / 1024;
    expect(kilobytes).toBeGreaterThan(100);
    expect(kilobytes).toBeLessThan(mostKb);
  });
}
