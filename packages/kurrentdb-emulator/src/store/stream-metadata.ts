import { randomUUID } from 'node:crypto';
import type { ProposedEvent } from './event-record.ts';
import { softDeleted } from './stream-directory.ts';

/** The limits that a `$metadata` event sets on a stream. */
export interface StreamLimits {
  readonly truncateBefore: number;
  readonly maxCount: number | undefined;
}

/** Metadata that the emulator would have to obey but does not serve. */
export class UnsupportedMetadataError extends Error {
  readonly code = 'unsupported-metadata';
}

/** The stream that a metadata stream (`$$name`) speaks of, or nothing for any other stream. */
export const streamOfMetastream = (name: string): string | undefined =>
  name.startsWith('$$') ? name.slice(2) : undefined;

/** The name of a stream's metadata stream. */
export const metastreamOf = (name: string): string => `$$${name}`;

/** A `$metadata` event that hides a stream's events below a revision, or all of them (a soft delete). */
export function truncation(before: number | 'all'): ProposedEvent {
  // 2^63−1 is the server's mark of a soft-deleted stream, and no number that JSON.stringify can write.
  const value = before === 'all' ? '9223372036854775807' : String(before);
  return {
    id: randomUUID(),
    type: '$metadata',
    contentType: 'application/json',
    data: Buffer.from(`{"$tb":${value}}`),
    metadata: new Uint8Array(0),
  };
}

const obeyed = new Set(['$tb', '$maxCount']);

/**
 * Reads the limits out of a `$metadata` event's JSON. Keys of one's own are stored and mean nothing, as on
 * the server; a `$` key that would change behaviour but is not served is refused.
 */
export function parseStreamLimits(data: Uint8Array): StreamLimits {
  const text = Buffer.from(data).toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UnsupportedMetadataError('Stream metadata must be JSON.', { cause: error });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UnsupportedMetadataError('Stream metadata must be a JSON object.');
  }
  const unserved = Object.keys(parsed).find((key) => key.startsWith('$') && !obeyed.has(key));
  if (unserved !== undefined) {
    throw new UnsupportedMetadataError(
      `Stream metadata ${unserved} is not served by the embedded KurrentDB.`,
    );
  }
  const truncateBefore = limitOf(parsed, '$tb') ?? 0;
  return { truncateBefore: Math.min(truncateBefore, softDeleted), maxCount: limitOf(parsed, '$maxCount') };
}

function limitOf(metadata: object, key: string): number | undefined {
  const value: unknown = Reflect.get(metadata, key);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new UnsupportedMetadataError(`Stream metadata ${key} must be a non-negative integer.`);
  }
  return value;
}
