import { join } from 'node:path';
import { startMongoDbEmulator } from './emulator.ts';
import { DataFolderError } from './storage/store.ts';

const LEVELS = { info: 30, fatal: 60 } as const;

function log(level: keyof typeof LEVELS, msg: string): void {
  process.stdout.write(
    `${JSON.stringify({ level: LEVELS[level], time: Date.now(), name: 'mongodb', msg })}\n`,
  );
}

function stopWith(sentence: string): never {
  log('fatal', sentence);
  process.exit(1);
}

function readPort(): number {
  const text = process.env.MONGODB_EMULATOR_PORT ?? '0';
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    stopWith(`MONGODB_EMULATOR_PORT is "${text}", but must be a port number from 0 (a free one) to 65535.`);
  }
  return port;
}

function sentenceOf(error: unknown, port: number, host: string): string {
  if (error instanceof DataFolderError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use: stop what listens there, or set MONGODB_EMULATOR_PORT to another port.`;
  }
  if (code === 'EACCES')
    return `Port ${port} on ${host} may not be used: set MONGODB_EMULATOR_PORT to another port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `The address ${host} is not one of this machine: set HOST to one that is, as 127.0.0.1.`;
  }
  return `The embedded MongoDB could not start: ${message}.`;
}

const host = process.env.HOST ?? '127.0.0.1';
const port = readPort();
const dataFolder = join(process.env.DATA_DIR ?? '.data', 'mongodb');

const emulator = await startMongoDbEmulator({
  dataFolder,
  host,
  port,
  onFailure: (error) => stopWith(`The data folder ${dataFolder} could not be written (${error.message}).`),
}).catch((error: unknown) => stopWith(sentenceOf(error, port, host)));

let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await emulator.close();
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
process.on('disconnect', () => void stop());

log('info', `The embedded MongoDB listens on ${emulator.url}`);
process.send?.({ type: 'ready', port: emulator.port });
