import { isCoded } from '@tools-provider/mediator';
import fc from 'fast-check';
import type { Stamp } from '../stamp.ts';

/** One call of an aggregate's method, as data, so that a counterexample can be read. */
export interface Wish {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly stamp: Stamp;
}

/** Somebody at some time, within a few actors and one day. */
export const anyStamp: fc.Arbitrary<Stamp> = fc
  .tuple(fc.constantFrom('ada', 'otto', 'vera'), fc.integer({ min: 0, max: 86_399_999 }))
  .map(([id, sinceMidnightMs]) => ({
    actor: { id, name: id, roles: ['operator'] },
    occurredAt: new Date(Date.UTC(2026, 0, 1) + sinceMidnightMs).toISOString(),
  }));

/** Calls of one method with any of these arguments. */
export function anyWish(method: string, ...args: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<Wish> {
  return fc.record({ method: fc.constant(method), args: fc.tuple(...args), stamp: anyStamp });
}

/** Tries all wishes in order and answers how many were refused. Whatever is thrown without `kind` and `code` is thrown on. */
export function tryWishes(aggregate: object, wishes: readonly Wish[]): number {
  let refused = 0;
  for (const { method, args, stamp } of wishes) {
    const call = (aggregate as Readonly<Record<string, (...args: unknown[]) => void>>)[method];
    if (call === undefined) throw new Error(`There is no method ${method}`);
    try {
      call.call(aggregate, ...args, stamp);
    } catch (error) {
      if (!isCoded(error)) throw error;
      refused += 1;
    }
  }
  return refused;
}

/** The value, frozen through and through, so that writing to it throws. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
