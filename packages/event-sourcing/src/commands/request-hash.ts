import { createHash } from 'node:crypto';
import type { Command } from '@tools-provider/mediator';

/** What a command asks for, in short: by it a command that comes again is told from another one under the same id. */
export function requestHashOf(command: Command): string {
  return createHash('sha256').update(JSON.stringify(command)).digest('base64url');
}
