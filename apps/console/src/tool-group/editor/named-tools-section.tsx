'use client';

import { useQuery } from '@tanstack/react-query';
import { ListPlus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { browserApi } from '../../api-client/browser-api.ts';
import { Button } from '../../components/ui/button.tsx';
import { Section } from '../../components/ui/card.tsx';
import { Pill } from '../../components/ui/pill.tsx';
import { partsOfToolId } from '../../tool/tool-name.ts';
import { ToolPicker } from '../../tool/tool-picker.tsx';
import { sourceNamesQuery } from './source-names.ts';

interface NamedToolsSectionProps {
  readonly title: string;
  readonly description: string;
  readonly pick: string;
  readonly toolIds: readonly string[];
  readonly unknownIds: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (toolIds: string[]) => void;
  /** What else there is to say about a tool of the list. */
  readonly children?: (toolId: string, at: number) => ReactNode;
}

/** Tools that are named one by one, chosen out of the catalogue or by their ids. */
export function NamedToolsSection(props: NamedToolsSectionProps) {
  const { title, description, pick, toolIds, unknownIds, error, onChange, children } = props;
  const [isPicking, setIsPicking] = useState(false);
  return (
    <Section
      title={title}
      description={description}
      action={
        <Button size="small" onClick={() => setIsPicking(true)}>
          <ListPlus aria-hidden />
          {pick}
        </Button>
      }
    >
      {error !== undefined && <p className="px-4 pt-3 text-xs font-medium text-bad sm:px-5">{error}</p>}
      {toolIds.length === 0 ? (
        <p className="px-4 py-4 text-sm text-muted sm:px-5">None.</p>
      ) : (
        <ul aria-label={title} className="max-h-96 divide-y overflow-y-auto">
          {toolIds.map((toolId, at) => (
            <li key={toolId} className="flex items-start justify-between gap-3 px-4 py-(--row-y) sm:px-5">
              <div className="min-w-0 flex-1">
                <ToolLine toolId={toolId} isUnknown={unknownIds.includes(toolId)} />
                {children?.(toolId, at)}
              </div>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Take ${partsOfToolId(toolId).operation} off “${title}”`}
                onClick={() => onChange(toolIds.filter((other) => other !== toolId))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ToolPicker
        isOpen={isPicking}
        title={`${title}: choose tools`}
        chosen={toolIds}
        onClose={() => setIsPicking(false)}
        onChoose={onChange}
      />
    </Section>
  );
}

function ToolLine({ toolId, isUnknown }: { toolId: string; isUnknown: boolean }) {
  const sources = useQuery(sourceNamesQuery(browserApi)).data ?? {};
  const { operation, sourceId } = partsOfToolId(toolId);
  const source = sourceId === undefined ? undefined : sources[sourceId];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <span className="font-medium break-all">{operation}</span>
        {isUnknown && <Pill tone="hollow">Not in the catalogue</Pill>}
      </p>
      {source !== undefined && <p className="text-xs break-words text-muted">{source}</p>}
      {source === undefined && sourceId !== undefined && (
        <p className="font-mono text-xs break-all text-muted">{sourceId}</p>
      )}
    </>
  );
}
