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

const isMetastream = (stream: string): boolean => stream.startsWith('$$');

/** The stream that a metadata stream (`$$name`) speaks of, or nothing for any other stream. */
export const streamOfMetastream = (name: string): string | undefined =>
  isMetastream(name) ? name.slice(2) : undefined;

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
