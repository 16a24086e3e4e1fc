'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { useAlive } from './use-alive.ts';

interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tabs: readonly {
    readonly value: Value;
    readonly name: string;
    /** Beside the name, such as how many there are. */
    readonly mark?: ReactNode;
  }[];
  /** One {@link TabPanel} for each. */
  readonly children: ReactNode;
}

/** Parts of a page of which one is shown. Arrow keys move between them. */
export function Tabs<Value extends string>({ label, value, onChange, tabs, children }: TabsProps<Value>) {
  const isAlive = useAlive();
  return (
    <Base.Root value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      <Base.List
        aria-label={label}
        className="mb-(--between) flex gap-1 overflow-x-auto border-b print:hidden"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            disabled={!isAlive}
            className="-mb-px inline-flex h-10 items-center gap-2 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-muted -outline-offset-2 hover:text-foreground data-active:border-accent data-active:text-foreground sm:px-3"
          >
            {tab.name}
            {tab.mark}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  );
}

/** What belongs to one of {@link Tabs}; it is there only while it is shown. */
export function TabPanel({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Base.Panel value={value} tabIndex={-1} className="outline-none">
      {children}
    </Base.Panel>
  );
}
