import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Greet, type Greeted, greeter } from './greeting.ts';

it('answers a command through its behaviour, and tells an event', async () => {
  const told: string[] = [];
  const mediator = greeter(told);
  expect(await mediator.execute<Greet>({ type: 'greet', name: 'Ada' }, {})).toBe('Hello Ada');
  await expect(mediator.execute<Greet>({ type: 'greet', name: '' }, {})).rejects.toMatchObject({
    code: 'no-name',
  });
  const greeted: Greeted = { type: 'greeted.v1', name: 'Ada' };
  await mediator.publish(greeted, {});
  expect(told).toEqual(['Ada']);
});

it('prints what it does', () => {
  const file = fileURLToPath(new URL('greeting.ts', import.meta.url));
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('Hello Ada\ntold: Ada\n');
}, 60_000);
