import { expect, test } from 'vitest';
import { formatLogLine, isFatal, isShown, parseLogLine, partColours } from './log-line.ts';

const time = new Date(2026, 10, 21, 9, 8, 7);

function json(fields: object): string {
  return JSON.stringify({ level: 30, time: time.getTime(), pid: 1, hostname: 'h', name: 'api', ...fields });
}

test('A JSON line becomes its message with the details behind it', () => {
  const line = parseLogLine('api', json({ msg: 'listening', port: 4000, host: '127.0.0.1' }));
  expect(formatLogLine(line, undefined)).toBe('09:08:07 api           listening port=4000 host=127.0.0.1');
});

test('Plain text goes through as it is', () => {
  const line = parseLogLine('console', '✓ Ready in 400ms');
  expect(line).toMatchObject({ part: 'console', level: 30, text: '✓ Ready in 400ms' });
});

test('JSON that is no log line goes through as it is', () => {
  expect(parseLogLine('console', '{"a":1}').text).toBe('{"a":1}');
  expect(parseLogLine('console', '{broken').text).toBe('{broken');
});

test('A warning names its error, an error shows where it came from', () => {
  const err = { message: 'no route', stack: 'Error: no route\n    at here' };
  expect(parseLogLine('api', json({ level: 40, msg: 'retrying', err })).text).toBe('retrying (no route)');
  const line = parseLogLine('api', json({ level: 50, msg: 'gave up', err }));
  expect(formatLogLine(line, undefined)).toContain('ERROR gave up \nError: no route\n    at here');
});

test('Only a line of the highest level says why a part cannot start', () => {
  expect(isFatal(parseLogLine('api', json({ level: 60, msg: 'no' })))).toBe(true);
  expect(isFatal(parseLogLine('api', json({ level: 50, msg: 'no' })))).toBe(false);
});

test('Whatever a part says at its log level is shown, but for empty lines', () => {
  expect(isShown(parseLogLine('api', json({ level: 20, msg: 'detail' })))).toBe(true);
  expect(isShown(parseLogLine('console', ''))).toBe(false);
  expect(isShown(parseLogLine('api', json({ msg: 'hello' })))).toBe(true);
});

test('On a terminal each part has a colour of its own', () => {
  const colourOf = partColours();
  expect(new Set(['api', 'console', 'mongodb'].map(colourOf)).size).toBe(3);
  expect(colourOf('api')).toBe(colourOf('api'));
  const escapeCharacter = String.fromCharCode(27);
  expect(formatLogLine(parseLogLine('api', json({ msg: 'x' })), colourOf)).toContain(
    `${escapeCharacter}[36mapi`,
  );
});
