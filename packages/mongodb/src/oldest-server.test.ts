import { describe, expect, it } from 'vitest';
import { refuseOlderServer } from './oldest-server.ts';

describe('A MongoDB', () => {
  it('that is older than 8.0 is refused with the variable that names it', () => {
    for (const maxWireVersion of [21, 24, undefined]) {
      expect(() => refuseOlderServer({ maxWireVersion })).toThrow(/MONGODB_URL is older than 8\.0/);
    }
  });

  it('of 8.0 or newer is taken', () => {
    for (const maxWireVersion of [25, 27]) refuseOlderServer({ maxWireVersion });
  });
});
