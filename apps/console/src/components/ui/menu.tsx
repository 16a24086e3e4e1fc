'use client';

import type { ComponentType } from 'react';
import { FetchedLater, useLater } from './fetched-later.ts';
import type { MenuProps } from './menu-parts.tsx';

type Parts = typeof import('./menu-parts.tsx');

const parts = new FetchedLater(() => import('./menu-parts.tsx'));

/**
 * A button that opens a list of actions. `label` is the button's accessible name when `trigger` shows no words. It is
 * disabled until what opens is here, so that no press is lost.
 */
export function Menu(props: MenuProps) {
  const { MenuRoot } = useLater(parts) ?? {};
  if (MenuRoot !== undefined) return <MenuRoot {...props} />;
  const { label, className, trigger } = props;
  return (
    <button
      type="button"
      disabled
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={label}
      className={className}
    >
      {trigger}
    </button>
  );
}

/** An action of a {@link Menu}. */
export const MenuItem = partOf((all) => all.MenuItem);

/** A way to another page in a {@link Menu}. */
export const MenuLink = partOf((all) => all.MenuLink);

/** Several choices of a {@link Menu}; the chosen one says so. */
export const MenuChoices = partOf((all) => all.MenuChoices);

/** A choice of {@link MenuChoices}; choosing it closes the menu. */
export const MenuChoice = partOf((all) => all.MenuChoice);

/** Items of a {@link Menu} that belong together, under a name. */
export const MenuGroup = partOf((all) => all.MenuGroup);

/** Words between the items of a {@link Menu}. */
export const MenuNote = partOf((all) => all.MenuNote);

/** A line between groups of actions of a {@link Menu}. */
export const MenuSeparator = partOf((all) => all.MenuSeparator);

/** What stands in an open menu, whose parts are here by then. */
function partOf<Props extends object>(pick: (all: Parts) => ComponentType<Props>): ComponentType<Props> {
  return function MenuPart(props: Props) {
    const all = useLater(parts);
    if (all === undefined) return null;
    const Part = pick(all);
    return <Part {...props} />;
  };
}
