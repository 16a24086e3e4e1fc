'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../components/ui/cn.ts';
import { destinations, isAt } from './destinations.ts';

/** The way to every page: a column beside the page, or on phones a bar at the bottom. */
export function Navigation({ layout }: { layout: 'column' | 'bar' }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className={layout === 'bar' ? bar : 'px-3'}>
      <ul className={layout === 'bar' ? 'mx-auto grid max-w-lg grid-cols-5' : 'flex flex-col gap-0.5'}>
        {destinations.map(({ href, name, Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isAt(pathname, href) ? 'page' : undefined}
              className={cn(layout === 'bar' ? barLink : columnLink)}
            >
              <Icon aria-hidden className={layout === 'bar' ? 'size-5' : 'size-4.5'} />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const bar =
  'fixed inset-x-0 bottom-0 z-30 border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur lg:hidden';
const barLink =
  'flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-muted focus-visible:-outline-offset-2 aria-[current=page]:text-accent-text';
const columnLink =
  'flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium text-muted transition-colors hover:bg-sunken hover:text-foreground aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text';
