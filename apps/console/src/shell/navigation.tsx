'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../components/ui/cn.ts';
import { Menu, MenuGroup, MenuLink } from '../components/ui/menu.tsx';
import { useMe } from '../session/me.tsx';
import { type Destination, destinationsOf, isAt, sections } from './destinations.ts';

/** The way to every page: a column beside the page, or on phones a bar at the bottom. */
export function Navigation({ layout }: { layout: 'column' | 'bar' }) {
  const pathname = usePathname();
  const offered = destinationsOf(useMe());
  return layout === 'bar' ? (
    <Bar offered={offered} pathname={pathname} />
  ) : (
    <Column offered={offered} pathname={pathname} />
  );
}

interface OfferedProps {
  readonly offered: readonly Destination[];
  readonly pathname: string;
}

function Column({ offered, pathname }: OfferedProps) {
  return (
    <nav aria-label="Main" className="flex min-h-0 flex-col gap-4 overflow-y-auto px-3 pb-3">
      {inSections(offered).map(({ section, pages }) => (
        <div key={section}>
          {section !== '' && (
            <p id={`pages-${section}`} className="px-2.5 pb-1 text-xs font-semibold text-muted">
              {section}
            </p>
          )}
          <ul
            aria-labelledby={section === '' ? undefined : `pages-${section}`}
            className="flex flex-col gap-0.5"
          >
            {pages.map(({ href, name, Icon }) => (
              <li key={href}>
                <Link href={href} aria-current={current(pathname, href)} className={columnLink}>
                  <Icon aria-hidden className="size-4.5" />
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Bar({ offered, pathname }: OfferedProps) {
  const others = offered.filter(({ isOnBar }) => !isOnBar);
  const isAtOther = others.some(({ href }) => isAt(pathname, href));
  return (
    <nav aria-label="Main" className={bar}>
      <ul className="mx-auto grid max-w-lg grid-cols-5">
        {offered
          .filter(({ isOnBar }) => isOnBar)
          .map(({ href, name, Icon }) => (
            <li key={href}>
              <Link href={href} aria-current={current(pathname, href)} className={barLink}>
                <Icon aria-hidden className="size-5" />
                {name}
              </Link>
            </li>
          ))}
        <li>
          <Menu
            className={cn(barLink, 'w-full', isAtOther && 'text-accent-text')}
            isFixed
            trigger={
              <>
                <Ellipsis aria-hidden className="size-5" />
                More
                {isAtOther && <span className="sr-only">, this page is there</span>}
              </>
            }
          >
            {inSections(others).map(({ section, pages }) => (
              <MenuGroup key={section} label={section}>
                {pages.map(({ href, name, Icon }) => (
                  <MenuLink key={href} href={href} aria-current={current(pathname, href)}>
                    <Icon aria-hidden />
                    {name}
                  </MenuLink>
                ))}
              </MenuGroup>
            ))}
          </Menu>
        </li>
      </ul>
    </nav>
  );
}

function inSections(pages: readonly Destination[]) {
  return sections
    .map((section) => ({ section, pages: pages.filter((page) => page.section === section) }))
    .filter((part) => part.pages.length > 0);
}

function current(pathname: string, href: string): 'page' | undefined {
  return isAt(pathname, href) ? 'page' : undefined;
}

const bar =
  'fixed inset-x-0 bottom-0 z-30 border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur lg:hidden';
const barLink =
  'flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-muted focus-visible:-outline-offset-2 aria-[current=page]:text-accent-text';
const columnLink =
  'flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium text-muted transition-colors hover:bg-sunken hover:text-foreground aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text';
