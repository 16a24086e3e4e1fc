import type { Me } from '@tools-provider/contracts';
import { mayCurate } from '../session/permissions.ts';
import { destinationsOf } from '../shell/destinations.ts';

/** What a key does, as the sheet lists it: `keys` are pressed one after the other, those with `+` between them together. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly what: string;
}

/** Shortcuts that belong together. */
export interface ShortcutSection {
  readonly name: string;
  readonly shortcuts: readonly Shortcut[];
}

const create: Shortcut = { keys: ['c'], what: 'Create a tool group; on the tasks page a task' };

const lists: readonly Shortcut[] = [
  { keys: ['/'], what: 'Search the list' },
  { keys: ['j'], what: 'Next row of the list' },
  { keys: ['k'], what: 'Previous row of the list' },
  { keys: ['Enter'], what: 'Open the row' },
];

const choosing: readonly Shortcut[] = [
  { keys: ['x'], what: 'Select the row' },
  { keys: ['Shift+x'], what: 'Select everything up to the row' },
  { keys: ['b'], what: 'Go to what can be done with the selected rows' },
];

const board: readonly Shortcut[] = [
  { keys: ['Arrow keys'], what: 'Go from card to card' },
  { keys: ['Enter'], what: 'Open the task of the card' },
];

const moving: Shortcut = {
  keys: ['Shift+←'],
  what: 'Move the card to another column; Shift+→ the other way',
};

/** The single keys that do something for somebody. */
export function shortcutsFor(me: Me): readonly ShortcutSection[] {
  const isCurator = mayCurate(me);
  return [
    {
      name: 'Everywhere',
      shortcuts: [
        ...(isCurator ? [create] : []),
        { keys: ['z'], what: 'Undo what was done last, while its message is there' },
        { keys: ['?'], what: 'Show these shortcuts' },
      ],
    },
    { name: 'Lists', shortcuts: [...lists, ...(isCurator ? choosing : [])] },
    {
      name: 'Go to',
      shortcuts: destinationsOf(me).map(({ key, name }) => ({ keys: ['g', key], what: name })),
    },
  ];
}

/** The keys of a card of the tasks board, which has the focus; they are always on. */
export function boardKeysFor(me: Me): ShortcutSection {
  return { name: 'On the board of tasks', shortcuts: [...board, ...(mayCurate(me) ? [moving] : [])] };
}

/** What works whether single keys are on or off. */
export const alwaysOn: readonly Shortcut[] = [
  { keys: ['Ctrl+k'], what: 'Search, and go anywhere by name' },
  { keys: ['Alt+t'], what: 'Go to the messages about what was done' },
];
