'use client';

import { lazy, Suspense } from 'react';

// Only pages that show Markdown need what reads it.
const Rendered = lazy(async () => ({ default: (await import('./rendered.tsx')).Rendered }));

/** Markdown, safe whoever wrote it; until what reads it is here, and if it does not come, the text as it was written. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="text-sm leading-relaxed break-words whitespace-pre-wrap">{text}</p>}>
      <Rendered text={text} />
    </Suspense>
  );
}
