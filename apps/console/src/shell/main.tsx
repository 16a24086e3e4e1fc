import type { ReactNode } from 'react';

/** Where a page stands. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto w-full max-w-6xl px-4 pt-[calc(var(--page-top)*0.75)] pb-24 outline-none sm:px-8 lg:pt-(--page-top) lg:pb-12"
    >
      {children}
    </main>
  );
}
