'use client';

import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';

/** From how many rows on only those in sight are in the page. */
const MANY = 200;
const OVERSCAN = 8;
/** What stands fixed at the edges of the page, so that a row that is wanted is not behind it. */
const PAGE_EDGE = 96;
const FIRST_GUESS = { width: 1280, height: 900 };

interface VirtualRowsOptions {
  readonly count: number;
  /** What holds the rows. */
  readonly holder: RefObject<HTMLElement | null>;
  /** What scrolls; the window unless told. */
  readonly scroller?: RefObject<HTMLElement | null> | undefined;
  /** Pixels that a row is high before it has been measured. */
  readonly rowHeight: number;
  /** A row that stays in the page wherever it is scrolled to, since it has the focus; -1: none. */
  readonly kept?: number;
}

/** A part of the rows: one row, or the pixels that rows take which are not in the page. */
export type VirtualPart =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'gap'; readonly from: number; readonly height: number };

export interface VirtualRows {
  readonly isVirtual: boolean;
  readonly parts: readonly VirtualPart[];
  /** Of the last row that is in the page; -1 when none is. */
  readonly lastIndex: number;
  /** The ref of each row, which also has its index as `data-index`. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
  /** Scrolls a row into sight; it may come into the page only afterwards. */
  readonly scrollTo: (index: number) => void;
}

/** Which rows of a long list are in the page: all of a short one, of more than 200 those in sight and some around them. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { count, holder, scroller, rowHeight, kept = -1 } = options;
  const isVirtual = count > MANY;
  const isInWindow = scroller === undefined;
  const scrollMargin = useDistanceFromTop(holder, isVirtual && isInWindow);
  const shared = {
    count,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialRect: FIRST_GUESS,
    rangeExtractor: (range: Range) => withKept(defaultRangeExtractor(range), kept, count),
  };
  const inWindow = useWindowVirtualizer<HTMLElement>({
    ...shared,
    enabled: isVirtual && isInWindow,
    scrollMargin,
    scrollPaddingStart: PAGE_EDGE,
    scrollPaddingEnd: PAGE_EDGE,
  });
  const inElement = useVirtualizer<HTMLElement, HTMLElement>({
    ...shared,
    enabled: isVirtual && !isInWindow,
    getScrollElement: () => scroller?.current ?? null,
    scrollPaddingStart: rowHeight,
  });
  if (!isVirtual) {
    const parts = Array.from({ length: count }, (_, index) => ({ kind: 'row', index }) as const);
    return { isVirtual, parts, lastIndex: count - 1, measure: undefined, scrollTo: () => undefined };
  }
  const { measureElement, getVirtualItems, getTotalSize } = isInWindow ? inWindow : inElement;
  const items = getVirtualItems();
  const end = getTotalSize() + (isInWindow ? scrollMargin : 0);
  return {
    isVirtual,
    parts: partsOf(items, isInWindow ? scrollMargin : 0, end),
    lastIndex: items.findLast(({ index }) => index !== kept)?.index ?? -1,
    measure: measureElement,
    scrollTo: (index) => (isInWindow ? inWindow : inElement).scrollToIndex(index),
  };
}

function withKept(indexes: number[], kept: number, count: number): number[] {
  if (kept < 0 || kept >= count || indexes.includes(kept)) return indexes;
  return [...indexes, kept].sort((a, b) => a - b);
}

function partsOf(items: readonly VirtualItem[], start: number, end: number): VirtualPart[] {
  const parts: VirtualPart[] = [];
  let at = start;
  let from = 0;
  const addGap = (to: number) => {
    if (to - at > 0.5) parts.push({ kind: 'gap', from, height: to - at });
  };
  for (const item of items) {
    addGap(item.start);
    parts.push({ kind: 'row', index: item.index });
    at = item.end;
    from = item.index + 1;
  }
  addGap(end);
  return parts;
}

/** Pixels between the top of the document and an element, kept true while what stands above it changes. */
function useDistanceFromTop(element: RefObject<HTMLElement | null>, isWanted: boolean): number {
  const [distance, setDistance] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const measure = () => {
      if (element.current === null) return;
      setDistance(Math.round(element.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element, isWanted]);
  return distance;
}
