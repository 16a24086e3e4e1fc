import type { Me } from '@tools-provider/contracts';
import { Keyboard, type LucideIcon, Plus, SlidersHorizontal } from 'lucide-react';
import type { Route } from 'next';
import { themes } from '../preferences/choices.ts';
import { mayCurate } from '../session/permissions.ts';
import { destinationsOf } from './destinations.ts';

/** What a command does: leads to a page, or is done by the shell. */
export type PaletteAction =
  | { readonly kind: 'go'; readonly href: Route }
  | { readonly kind: 'preferences' | 'shortcuts' }
  | { readonly kind: 'theme'; readonly theme: (typeof themes)[number]['value'] };

/** A line of the palette that is there without a search. */
export interface PaletteCommand {
  readonly name: string;
  readonly section: 'Pages' | 'Commands';
  readonly Icon: LucideIcon;
  readonly action: PaletteAction;
}

/** The pages and commands that somebody may use, of whose names the words are part. */
export function commandsFor(me: Me, words: string): readonly PaletteCommand[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return [...pagesFor(me), ...(mayCurate(me) ? creating : []), ...appearance].filter(({ name }) =>
    wanted.every((word) => name.toLowerCase().includes(word)),
  );
}

function pagesFor(me: Me): readonly PaletteCommand[] {
  return destinationsOf(me).map(({ href, name, Icon }) => ({
    name,
    section: 'Pages',
    Icon,
    action: { kind: 'go', href },
  }));
}

const creating: readonly PaletteCommand[] = [
  {
    name: 'New tool group',
    section: 'Commands',
    Icon: Plus,
    action: { kind: 'go', href: '/tool-groups/new' },
  },
  { name: 'New task', section: 'Commands', Icon: Plus, action: { kind: 'go', href: '/tasks?new=true' } },
];

const appearance: readonly PaletteCommand[] = [
  ...themes.map(({ value, name, Icon }) => ({
    name: `Appearance: ${name}`,
    section: 'Commands' as const,
    Icon,
    action: { kind: 'theme' as const, theme: value },
  })),
  {
    name: 'Preferences…',
    section: 'Commands',
    Icon: SlidersHorizontal,
    action: { kind: 'preferences' },
  },
  { name: 'Keyboard shortcuts', section: 'Commands', Icon: Keyboard, action: { kind: 'shortcuts' } },
];
