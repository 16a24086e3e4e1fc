import { describe, expect, it } from 'vitest';
import { invalidRequest } from './invalid-request.ts';

describe('a request that is not valid', () => {
  it('is answered with the first hundred places, and with how many there are', () => {
    const places = Array.from({ length: 100_000 }, (_, n) => ({
      pointer: `/${n}`,
      detail: 'is not known here',
    }));
    const error = invalidRequest(places);
    expect(error.places).toEqual(places.slice(0, 100));
    expect(error.message).toBe('The request is not valid at /0: is not known here, and at 99999 more');
  });
});
