/** What takes keys for itself: fields, what is edited, and whatever lies over the page. */
const TAKES_KEYS = [
  'input:not([type="checkbox"])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable="false"])',
  '[role="menu"]',
  '[role="dialog"]',
  '[role="alertdialog"]',
  '[role="listbox"]',
  '[role="combobox"]',
].join(',');

/**
 * Whether a key was pressed on the page as a whole, and not into something that keys mean something to. A key that is
 * held counts once, unless it is among the `repeated`.
 */
export function isMeantForPage(event: KeyboardEvent, repeated: readonly string[] = []): boolean {
  if (event.isComposing || event.defaultPrevented) return false;
  if (event.repeat && !repeated.includes(event.key)) return false;
  return !(event.target instanceof Element && event.target.closest(TAKES_KEYS) !== null);
}
