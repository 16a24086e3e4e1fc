import { createHash } from 'node:crypto';
import { own } from '../sorted-json.ts';
import { nameOf, type WarningList } from '../warning-list.ts';
import { pointerTo } from './json-pointer.ts';
import type { Operation } from './operations.ts';

const MAX_LENGTH = 255;

/**
 * The id of each operation, in their order. One that an operation does not have, shares with another or cannot have is derived from its
 * method and path: of several with one id none keeps it, so that an id never passes from one operation to another.
 */
export function operationIds(operations: readonly Operation[], warnings: WarningList): readonly string[] {
  const declared = operations.map(declaredId);
  const counts = new Map<string, number>();
  for (const id of declared) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  const taken = new Set(counts.keys());
  return operations.map((operation, index) => {
    const id = declared[index];
    if (id !== undefined && counts.get(id) === 1) return id;
    const derived = derivedId(operation, taken);
    taken.add(derived);
    const why = id !== undefined ? 'names several operations' : reasonOf(operation);
    warnings.add(pointerTo(operation.place, 'operationId'), `${why}: this one is known as ${derived}`);
    return derived;
  });
}

/** The id that the document gives an operation, if it can be one. */
export function declaredId({ value }: Operation): string | undefined {
  const id = own(value, 'operationId');
  if (typeof id !== 'string') return undefined;
  const trimmed = id.trim();
  return trimmed === '' || trimmed.length > MAX_LENGTH || nameOf(trimmed, MAX_LENGTH) !== trimmed
    ? undefined
    : trimmed;
}

function reasonOf({ value }: Operation): string {
  return own(value, 'operationId') === undefined ? 'is missing' : 'is nothing that can be an id';
}

function derivedId({ method, path, place }: Operation, taken: ReadonlySet<string>): string {
  const whole = `${method.toLowerCase()}#${path}`.replaceAll(/\p{Cc}/gu, '');
  const digest = createHash('sha256').update(`${path}#${place}`).digest('hex').slice(0, 16);
  if (whole.length <= MAX_LENGTH && !taken.has(whole)) return whole;
  return `${whole.slice(0, MAX_LENGTH - digest.length - 1).toWellFormed()}#${digest}`;
}
