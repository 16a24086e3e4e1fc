const frozen = new WeakSet<object>();

/**
 * Freezes plain data in place, with everything in it, so that those who share it cannot change it under each other. Circles are fine. What
 * JavaScript cannot freeze stays as it is: bytes, and the inside of a Map, Set or Date.
 */
export function deepFreeze<T>(value: T): T {
  const unvisited: unknown[] = [value];
  while (unvisited.length > 0) {
    const next = unvisited.pop();
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next) || frozen.has(next)) continue;
    frozen.add(Object.freeze(next));
    for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(next)))
      unvisited.push(inner);
  }
  return value;
}
