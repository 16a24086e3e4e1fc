import { connect, createServer } from 'node:net';
import { CannotStart } from '../cannot-start.ts';

/** A port that the user can choose, with the variable that chooses it. */
export interface ChosenPort {
  readonly variable: string;
  readonly port: number;
}

/** Throws a {@link CannotStart} that names the variable when one of the ports is taken or asked for twice; 0 is always free. */
export async function checkPorts(host: string, chosen: readonly ChosenPort[]): Promise<void> {
  const taken = new Map<number, string>();
  for (const { variable, port } of chosen.filter((one) => one.port !== 0)) {
    const other = taken.get(port);
    if (other !== undefined) {
      throw new CannotStart(`${variable} and ${other} are both ${port}: give one of them another port.`);
    }
    taken.set(port, variable);
    await checkPort(host, variable, port);
  }
}

async function checkPort(host: string, variable: string, port: number): Promise<void> {
  const problem = await bindProblem(host, port);
  // On some systems a port can be bound although another program serves it on all addresses.
  const isTaken =
    problem === undefined ? await isAnswering(reachableHost(host), port) : problem === 'EADDRINUSE';
  if (isTaken) {
    throw new CannotStart(
      `Port ${port} on ${host} is in use by another program: stop that program or choose another port with ${variable}, for example ${variable}=${port + 1}.`,
    );
  }
  if (problem === undefined) return;
  if (problem === 'EADDRNOTAVAIL' || problem === 'ENOTFOUND') {
    throw new CannotStart(`HOST is "${host}", which is no address of this machine: use 127.0.0.1.`);
  }
  throw new CannotStart(
    `Port ${port} on ${host} cannot be opened (${problem}): choose another with ${variable}.`,
  );
}

function isAnswering(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

function bindProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** A port that nothing uses at the moment, for parts that cannot choose one themselves. */
export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port: 0 }, () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject()));
    });
  });
}

/** The host to connect to for something bound to `host`, ready for a URL. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '::1';
  return host;
}

/** `http://host:port` for something bound to `host`. */
export function httpUrl(host: string, port: number): string {
  const reachable = reachableHost(host);
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
