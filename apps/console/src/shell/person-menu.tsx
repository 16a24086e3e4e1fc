'use client';

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRef } from 'react';
import { cn } from '../components/ui/cn.ts';
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuSeparator } from '../components/ui/menu.tsx';
import { useMe } from '../session/me.tsx';
import { mainRole, roleNames } from '../session/role-names.ts';

/** Who is signed in, how the console looks, and the way out. `isCompact` shows only the initials. */
export function PersonMenu({ isCompact = false }: { isCompact?: boolean }) {
  const me = useMe();
  const { theme = 'system', setTheme } = useTheme();
  const signOut = useRef<HTMLFormElement>(null);
  const roleName = roleNames[mainRole(me.roles)].name;
  const initials = me.name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
  const avatar = (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text"
    >
      {initials}
    </span>
  );
  return (
    <>
      <form ref={signOut} method="post" action="/session/end" hidden />
      <Menu
        label={isCompact ? `${me.name}, ${roleName}: account and appearance` : undefined}
        align={isCompact ? 'end' : 'start'}
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
        <MenuChoices value={theme} onChange={setTheme}>
          <MenuChoice value="system">
            <Monitor aria-hidden />
            System
          </MenuChoice>
          <MenuChoice value="light">
            <Sun aria-hidden />
            Light
          </MenuChoice>
          <MenuChoice value="dark">
            <Moon aria-hidden />
            Dark
          </MenuChoice>
        </MenuChoices>
        <MenuSeparator />
        <MenuItem onClick={() => signOut.current?.requestSubmit()}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
