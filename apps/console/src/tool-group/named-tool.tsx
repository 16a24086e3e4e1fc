'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { toolHref } from '../tool/tool-href.ts';
import { partsOfToolId } from '../tool/tool-name.ts';
import { sourceNamesQuery } from './editor/source-names.ts';

/** A tool that is named in a definition: its operation and its source, as far as the catalogue knows them, with the id behind it. */
export function NamedTool({ toolId }: { toolId: string }) {
  const sources = useQuery(sourceNamesQuery(browserApi)).data ?? {};
  const { operation, sourceId } = partsOfToolId(toolId);
  const source = sourceId === undefined ? undefined : sources[sourceId];
  if (source === undefined) return <code className="font-mono text-[0.8125rem] break-all">{toolId}</code>;
  return (
    <p className="text-sm break-words" title={toolId}>
      <Link
        href={toolHref(toolId)}
        prefetch={false}
        className="font-medium hover:text-accent-text hover:underline"
      >
        {operation}
      </Link>
      <span className="text-[0.8125rem] text-muted"> of {source}</span>
    </p>
  );
}
