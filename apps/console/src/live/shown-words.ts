import { counted } from '../time/numbers.ts';

/** How much of a list is shown, and how much this tab has saved that the read model does not show yet. */
export function shownWords(one: string, shown: number, saved: number, hasMore: boolean): string {
  const first = hasMore ? `The first ${counted(shown, one)}` : counted(shown, one);
  return saved === 0 ? first : `${first}, ${saved} more saved and not shown yet`;
}
