'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';

export interface MenuProps {
  readonly label?: string | undefined;
  readonly trigger: ReactNode;
  readonly className?: string;
  readonly align?: 'start' | 'end';
  /** For a menu of something that stays where it is while the page scrolls. */
  readonly isFixed?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** The button and the list that it opens. */
export function MenuRoot({
  label,
  trigger,
  className,
  align = 'end',
  isFixed = false,
  onOpenChange,
  children,
}: MenuProps) {
  return (
    <Base.Root onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      <Base.Trigger aria-label={label} className={className}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          sideOffset={6}
          align={align}
          positionMethod={isFixed ? 'fixed' : 'absolute'}
          className="z-50 outline-none"
        >
          <Base.Popup className="max-h-(--available-height) max-w-[min(22rem,calc(100vw-1rem))] min-w-48 overflow-y-auto rounded-xl border bg-surface p-1 shadow-popup outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const item =
  'flex min-h-8 w-full cursor-default items-center gap-2.5 rounded-lg px-2.5 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-muted';

/** An action. */
export function MenuItem({ className, ...props }: ComponentProps<typeof Base.Item> & { className?: string }) {
  return <Base.Item className={cn(item, className)} {...props} />;
}

/** A way to another page. */
export function MenuLink({
  href,
  children,
  ...props
}: { href: Route; children: ReactNode } & Pick<ComponentProps<'a'>, 'aria-current'>) {
  return (
    <Base.LinkItem
      {...props}
      closeOnClick
      render={<Link href={href} />}
      className={cn(
        item,
        'aria-[current=page]:text-accent-text aria-[current=page]:[&_svg]:text-accent-text',
      )}
    >
      {children}
    </Base.LinkItem>
  );
}

/** Choices of which one is chosen. */
export function MenuChoices({
  value,
  onChange,
  children,
}: {
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={(chosen) => onChange(String(chosen))}>
      {children}
    </Base.RadioGroup>
  );
}

/** Items that belong together, under a name. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** Words between the items. */
export function MenuNote({ children }: { children: ReactNode }) {
  return (
    <Base.Item disabled className="px-2.5 py-2 text-sm text-muted outline-none">
      {children}
    </Base.Item>
  );
}

/** A choice of {@link MenuChoices}; choosing it closes the menu. */
export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Base.RadioItem closeOnClick value={value} className={item}>
      {children}
      <Base.RadioItemIndicator className="ml-auto">
        <Check aria-hidden className="text-accent-text!" />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}

/** A line between groups of actions. */
export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-border" />;
}
