import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { checkPorts, freePort, httpUrl } from './ports.ts';

const HOST = '127.0.0.1';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function occupy(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, host, () => resolve((server.address() as { port: number }).port));
  });
}

test('A port in use is refused by a sentence that names the variable to set', async () => {
  const port = await occupy(HOST);
  await expect(checkPorts(HOST, [{ variable: 'API_PORT', port }])).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program: stop that program or choose another port with API_PORT, for example API_PORT=${port + 1}.`,
  );
});

test('A port that another program serves on all addresses is in use too', async () => {
  const port = await occupy('0.0.0.0');
  await expect(checkPorts(HOST, [{ variable: 'API_PORT', port }])).rejects.toThrow('is in use');
});

test('Two variables with the same port are refused', async () => {
  const port = await freePort(HOST);
  const chosen = [
    { variable: 'API_PORT', port },
    { variable: 'CONSOLE_PORT', port },
  ];
  await expect(checkPorts(HOST, chosen)).rejects.toThrow(`CONSOLE_PORT and API_PORT are both ${port}`);
});

test('Free ports and ports to be chosen are accepted', async () => {
  const port = await freePort(HOST);
  const chosen = [
    { variable: 'API_PORT', port },
    { variable: 'CONSOLE_PORT', port: 0 },
    { variable: 'RECONCILIATOR_PORT', port: 0 },
  ];
  await expect(checkPorts(HOST, chosen)).resolves.toBeUndefined();
});

test('A HOST that is not an address of this machine is refused by name', async () => {
  const port = await freePort(HOST);
  await expect(checkPorts('192.0.2.1', [{ variable: 'API_PORT', port }])).rejects.toThrow(
    'HOST is "192.0.2.1"',
  );
});

test('What is bound to all addresses is reached over loopback', () => {
  expect(httpUrl('0.0.0.0', 4000)).toBe('http://127.0.0.1:4000');
  expect(httpUrl('::', 4000)).toBe('http://[::1]:4000');
});
