import type { ReactNode } from 'react';

/** A page's name, what it is for, and what can be done on it. */
export function PageHeading({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mb-(--between) flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-[1.375rem] leading-8 font-semibold">{title}</h1>
        {description !== undefined && <p className="max-w-2xl text-sm text-muted">{description}</p>}
      </div>
      {children !== undefined && (
        <div className="flex flex-wrap items-center gap-2 print:hidden">{children}</div>
      )}
    </div>
  );
}
