import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';

/** A raised surface. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('rounded-xl border bg-surface shadow-card', className)} {...props} />;
}

interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A card that is a part of the page with a heading of its own. */
export function Section({ title, description, action, className, children }: SectionProps) {
  const id = `section-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return (
    <section aria-labelledby={id} className={cn('rounded-xl border bg-surface shadow-card', className)}>
      <div className="flex min-h-[calc(var(--control)+1.25rem)] flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-(--row-y) sm:px-5">
        <div className="min-w-0">
          <h2 id={id} className="text-sm font-semibold">
            {title}
          </h2>
          {description !== undefined && <p className="text-[0.8125rem] text-muted">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
