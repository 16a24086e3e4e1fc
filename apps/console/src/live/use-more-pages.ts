'use client';

import { useEffect, useState } from 'react';

/** What {@link useMorePages} needs to know of a list that is read page by page. */
interface PagedList {
  readonly data: { readonly pages: readonly unknown[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isError: boolean;
  fetchNextPage(): unknown;
}

/**
 * The way to the next page of a list. A live change makes a list be read again and ends the reading of the next page,
 * so that page is read again until it is there, has failed, or is no longer wanted.
 */
export function useMorePages({ data, hasNextPage, isFetching, isError, fetchNextPage }: PagedList) {
  const [asked, setAsked] = useState<number | null>(null);
  const pages = data?.pages.length ?? 0;
  const isWanted = asked === pages && hasNextPage;
  useEffect(() => {
    if (asked === null || isFetching) return;
    // Only what was asked for then: a list that is at its end again has asked for the page after it meanwhile.
    if (!isWanted || isError) setAsked((latest) => (latest === asked ? null : latest));
    else fetchNextPage();
  }, [asked, isWanted, isError, isFetching, fetchNextPage]);
  return {
    isLoading: isWanted,
    readMore: () => {
      setAsked(pages);
      fetchNextPage();
    },
  };
}
