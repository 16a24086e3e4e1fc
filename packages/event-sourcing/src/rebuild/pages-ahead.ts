/** What a source gives, by page; the next page is read while one is worked on. */
export async function* pagesAhead<Item>(
  source: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<readonly Item[]> {
  const pages = pagesOf(source, size);
  let next = pages.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = pages.next();
      // It is looked at when its turn comes.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await pages.return(undefined).catch(() => undefined);
  }
}

async function* pagesOf<Item>(
  source: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<readonly Item[], undefined> {
  let page: Item[] = [];
  for await (const item of source) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
  return undefined;
}
