import { describe, expect, it } from 'vitest';
import { sinkAddress } from './sink-address.ts';

const idOf = (text: string) => sinkAddress(text).sink.id;

describe('the address of a sink', () => {
  it('is the same sink whatever user, password and query it is given with, and another one at another path or host', () => {
    const id = idOf('https://sink.example/events');
    expect(idOf('https://me:secret@sink.example:443/events?token=secret')).toBe(id);
    for (const other of [
      'https://sink.example/',
      'http://sink.example/events',
      'https://other.example/events',
    ]) {
      expect(idOf(other)).not.toBe(id);
    }
  });

  it('shows its origin alone, because all the rest may be secret', () => {
    const { sink } = sinkAddress('https://me:secret@sink.example:8443/hooks/secret?token=secret');
    expect(sink.address).toBe('https://sink.example:8443');
    expect(JSON.stringify(sink)).not.toMatch(/secret|hooks/);
  });

  it('is posted to with its query, and with user and password in a header of their own', () => {
    const { url, authorization } = sinkAddress('http://me:s%C3%A9cret%25@sink.example/a?b=c');
    expect(url.href).toBe('http://sink.example/a?b=c');
    expect(authorization).toBe(`Basic ${Buffer.from('me:sécret%').toString('base64')}`);
    expect(sinkAddress('http://sink.example').authorization).toBeUndefined();
  });
});
