'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { ArrowRight, Search } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { useMe } from '../session/me.tsx';
import { foundQuery } from './found.ts';
import { commandsFor, type PaletteAction } from './palette-commands.ts';
import { useGo } from './use-go.ts';
import { useSettled } from './use-settled.ts';

const TYPED_MS = 120;

export interface PaletteProps {
  readonly isOpen: boolean;
  /** What was typed into it. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onPreferences: () => void;
  readonly onShortcuts: () => void;
}

/** Go anywhere and do anything by name: pages, commands, and whatever groups, tasks, tools, sources and labels are called so. */
export function Palette({ isOpen, text, onText, onOpenChange, onPreferences, onShortcuts }: PaletteProps) {
  const lead = useGo();
  const { choose } = usePreferences();
  const close = () => onOpenChange(false);
  const go = (href: Route) => {
    close();
    lead(href);
  };
  const act = (action: PaletteAction) => {
    if (action.kind === 'go') return go(action.href);
    close();
    if (action.kind === 'theme') choose({ theme: action.theme });
    else if (action.kind === 'preferences') onPreferences();
    else onShortcuts();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup className="fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 overflow-hidden rounded-2xl border bg-surface shadow-popup outline-none">
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Choices text={text} onText={onText} onGo={go} onAct={act} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ChoicesProps extends Pick<PaletteProps, 'text' | 'onText'> {
  readonly onGo: (href: Route) => void;
  readonly onAct: (action: PaletteAction) => void;
}

function Choices({ text, onText, onGo, onAct }: ChoicesProps) {
  const me = useMe();
  const words = text.trim();
  const settled = useSettled(words, TYPED_MS, '');
  const found = useQuery(foundQuery(browserApi, settled));
  const commands = commandsFor(me, words);
  const kinds = words === '' ? [] : (found.data ?? []).filter(({ items }) => items.length > 0);
  const isSearching = words !== '' && (settled !== words || found.isFetching);
  return (
    <Command label="Go to" shouldFilter={false}>
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Command.Input
          value={text}
          onValueChange={onText}
          maxLength={200}
          placeholder="Search, or say where to…"
          className="h-12 w-full bg-transparent text-sm outline-none placeholder:text-muted"
        />
      </div>
      <Command.List className="max-h-[min(26rem,60vh)] scroll-py-1.5 overflow-y-auto overscroll-contain p-1.5">
        {(['Pages', 'Commands'] as const).map((section) => (
          <Section key={section} heading={section}>
            {commands
              .filter((command) => command.section === section)
              .map(({ name, Icon, action }) => (
                <Choice key={name} value={`${section} ${name}`} onSelect={() => onAct(action)}>
                  <Icon aria-hidden />
                  {name}
                </Choice>
              ))}
          </Section>
        ))}
        {kinds.map(({ kind, items }) => (
          <Section key={kind} heading={kind}>
            {items.map(({ id, name, href }) => (
              <Choice key={id} value={`${kind} ${id}`} onSelect={() => onGo(href)}>
                <ArrowRight aria-hidden />
                <span className="truncate">{name}</span>
              </Choice>
            ))}
          </Section>
        ))}
      </Command.List>
      <p role="status" className="border-t px-4 py-2.5 text-xs text-muted empty:hidden">
        {statusWords(words, isSearching, found.error, commands.length + kinds.length)}
      </p>
    </Command>
  );
}

function statusWords(words: string, isSearching: boolean, error: unknown, count: number): string {
  if (isSearching) return 'Searching…';
  const problem = problemOf(error);
  if (words !== '' && problem !== undefined) {
    const trace = problem.traceId === undefined ? '' : ` (trace ${problem.traceId})`;
    return `Only pages and commands: ${problem.detail}${trace}`;
  }
  return count === 0 ? `Nothing is called “${words}”.` : '';
}

function Section({ heading, children }: { heading: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Choice({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-10 min-w-0 items-center gap-3 rounded-lg px-3 text-sm select-none data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {children}
    </Command.Item>
  );
}
