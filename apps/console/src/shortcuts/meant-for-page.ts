/** What takes keys for itself: fields, what is edited, and whatever lies over the page. */
const TAKES_KEYS = [
  'input',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable="false"])',
  '[role="menu"]',
  '[role="dialog"]',
  '[role="alertdialog"]',
  '[role="listbox"]',
  '[role="combobox"]',
].join(',');

/** Whether a key was pressed on the page as a whole, and not into something that keys mean something to. */
export function isMeantForPage(event: KeyboardEvent): boolean {
  if (event.repeat || event.isComposing || event.defaultPrevented) return false;
  return !(event.target instanceof Element && event.target.closest(TAKES_KEYS) !== null);
}
