import { ChevronLeft } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** The way up to where a page belongs. */
export function BackLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="print:hidden -ml-1.5 mb-2 inline-flex min-h-7 items-center gap-1 rounded-md px-1.5 text-[0.8125rem] font-medium wrap-anywhere text-muted hover:bg-sunken hover:text-foreground"
    >
      <ChevronLeft aria-hidden className="size-4 shrink-0" />
      {children}
    </Link>
  );
}
