'use client';

import { ChevronsUpDown, Keyboard, LogOut, SlidersHorizontal } from 'lucide-react';
import { useRef } from 'react';
import { cn } from '../components/ui/cn.ts';
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuSeparator } from '../components/ui/menu.tsx';
import { themes } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { forgetOthers } from '../session/kept-in-tab.ts';
import { useMe } from '../session/me.tsx';
import { mainRole, roleNames } from '../session/role-names.ts';
import { tellSession } from '../session/session-news.ts';

interface PersonMenuProps {
  /** Shows only the initials. */
  readonly isCompact?: boolean;
  readonly onPreferences: () => void;
  readonly onShortcuts: () => void;
}

/** Who is signed in, how the console looks and behaves, and the way out. */
export function PersonMenu({ isCompact = false, onPreferences, onShortcuts }: PersonMenuProps) {
  const me = useMe();
  const { theme, choose } = usePreferences();
  const signOut = useRef<HTMLFormElement>(null);
  const roleName = roleNames[mainRole(me.roles)].name;
  const initials = me.name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
  const avatar = (
    <span
      aria-hidden
      // Not as text, which would have to be part of the button's accessible name.
      data-initials={initials}
      className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text before:content-[attr(data-initials)]"
    />
  );
  return (
    <>
      <form ref={signOut} method="post" action="/session/end" hidden />
      <Menu
        label={isCompact ? `${me.name}, ${roleName}: account and appearance` : undefined}
        align={isCompact ? 'end' : 'start'}
        isFixed
        className={cn(
          'flex items-center gap-2.5 rounded-xl text-left hover:bg-sunken',
          isCompact ? 'rounded-full p-0.5' : 'w-full p-2',
        )}
        trigger={
          isCompact ? (
            avatar
          ) : (
            <>
              {avatar}
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{me.name}</span>
                <span className="block text-xs text-muted">{roleName}</span>
                <span className="sr-only">Account and appearance</span>
              </span>
              <ChevronsUpDown aria-hidden className="size-4 text-muted" />
            </>
          )
        }
      >
        {isCompact && (
          <p className="px-2.5 py-1.5 text-sm">
            <span className="block font-medium">{me.name}</span>
            <span className="text-xs text-muted">{roleName}</span>
          </p>
        )}
        <MenuChoices value={theme} onChange={(value) => choose({ theme: value as typeof theme })}>
          {themes.map(({ value, name, Icon }) => (
            <MenuChoice key={value} value={value}>
              <Icon aria-hidden />
              {name}
            </MenuChoice>
          ))}
        </MenuChoices>
        <MenuSeparator />
        <MenuItem onClick={onPreferences}>
          <SlidersHorizontal aria-hidden />
          Preferences…
        </MenuItem>
        <MenuItem onClick={onShortcuts}>
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          onClick={() => {
            forgetOthers(null);
            tellSession({ kind: 'signing-out' });
            signOut.current?.requestSubmit();
          }}
        >
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
