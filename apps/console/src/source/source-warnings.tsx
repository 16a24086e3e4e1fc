'use client';

import type { Source } from '@tools-provider/contracts';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { counted } from '../time/numbers.ts';

/** How many are shown at first. */
const FIRST = 50;

/** What a source gets wrong that keeps nobody from using it, each with its place in what was read. */
export function SourceWarnings({ warnings }: Pick<Source, 'warnings'>) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? warnings : warnings.slice(0, FIRST);
  return (
    <Section title="Warnings" description="What the source gets wrong about parts of it; the rest is usable.">
      {warnings.length === 0 ? (
        <EmptyNotice icon={<CircleCheck aria-hidden />} title="Nothing is wrong with it">
          <p>All of what was read the last time could be used.</p>
        </EmptyNotice>
      ) : (
        <ul className="divide-y">
          {shown.map(({ place, detail }) => (
            <li key={`${place} ${detail}`} className="px-4 py-2.5 text-sm sm:px-5">
              <code className="font-mono text-xs break-all">{place === '' ? '/' : place}</code>
              <p className="break-words text-muted">{detail}</p>
            </li>
          ))}
        </ul>
      )}
      {shown.length < warnings.length && (
        <div className="border-t px-4 py-2.5 sm:px-5">
          <Button size="small" onClick={() => setIsWhole(true)}>
            Show all {counted(warnings.length, 'warning')}
          </Button>
        </div>
      )}
    </Section>
  );
}
