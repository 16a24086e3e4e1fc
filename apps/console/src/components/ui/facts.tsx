import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from './card.tsx';

/** How a link among facts looks. */
export const factLink = 'font-medium text-accent-text underline underline-offset-2';

/** The card beside a page's content that says what is known of the thing. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <Section title="Details">
      <dl className="grid gap-3 p-4 text-sm sm:px-5">{children}</dl>
    </Section>
  );
}

/** One of the {@link Facts}. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 break-words">
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A line of a `<dl>` that is a grid: what it is called beside what it is. */
export function FactRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** The id of the thing, to be copied. */
export function IdFact({ id }: { id: string }) {
  return (
    <Fact name="Id">
      <code className="font-mono text-xs break-all">{id}</code>
    </Fact>
  );
}

/** The way to the events of the thing. */
export function EventsFact({ id }: { id: string }) {
  return (
    <Fact name="Events">
      <Link href={`/feed?subject=${id}`} className={factLink}>
        In the feed
      </Link>
    </Fact>
  );
}
