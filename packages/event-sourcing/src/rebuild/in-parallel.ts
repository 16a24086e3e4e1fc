/** Works off all items, so many at a time. Rejects with the first failure, when what is under way has ended; the rest is not begun. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  callers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  let hasFailed = false;
  const call = async () => {
    for (let next = left.next(); next.done !== true && !hasFailed; next = left.next()) {
      try {
        await work(next.value);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: callers }, call));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
