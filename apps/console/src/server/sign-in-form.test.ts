import { describe, expect, it } from 'vitest';
import { readSignInForm } from './sign-in-form.ts';

const address = 'http://localhost:3000/session';
const nothing = { persona: undefined, next: undefined };

function sent(contentType: string, body: string): Request {
  return new Request(address, { method: 'POST', headers: { 'content-type': contentType }, body });
}

describe('a sign-in', () => {
  it('names a persona and where to go', async () => {
    const request = sent('application/x-www-form-urlencoded', 'persona=admin&next=%2Ftasks');
    expect(await readSignInForm(request)).toEqual({ persona: 'admin', next: '/tasks' });
  });

  it('that leaves fields out, or sends files for them, has none', async () => {
    const form = new FormData();
    form.set('persona', new File(['admin'], 'persona'));
    expect(await readSignInForm(new Request(address, { method: 'POST', body: form }))).toEqual(nothing);
  });

  it.each([
    ['application/json', '{"persona":"admin"}'],
    ['text/plain', 'persona=admin'],
    ['multipart/form-data', 'persona=admin'],
    ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
  ])('that is no form (%s) has none either', async (contentType, body) => {
    expect(await readSignInForm(sent(contentType, body))).toEqual(nothing);
  });
});
