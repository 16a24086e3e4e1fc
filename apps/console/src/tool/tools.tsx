'use client';

import { Wrench } from 'lucide-react';
import Link from 'next/link';
import { debounce, useQueryStates } from 'nuqs';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useMe } from '../session/me.tsx';
import { mayAdminister } from '../session/permissions.ts';
import { narrowingOf, noToolFilters, toolFilters } from './list-filters.ts';
import { ToolList } from './tool-list.tsx';
import { ToolToolbar } from './tool-toolbar.tsx';

/** The tools of the whole catalogue; what is searched, filtered and sorted by stands in the URL. */
export function Tools() {
  const [filters, setFilters] = useQueryStates(toolFilters);
  return (
    <>
      <PageHeading title="Tools" description="What sources offer, and which of it agents may use." />
      <ToolToolbar
        filters={filters}
        onChange={(change) =>
          void setFilters(change, change.search ? { limitUrlUpdates: debounce(200) } : {})
        }
        onView={(wanted) => void setFilters(wanted, { history: 'push' })}
      />
      <ToolList caption="Tools" filters={filters} onSort={(sort) => void setFilters({ sort })}>
        {Object.keys(narrowingOf(filters)).length > 0 ? (
          <EmptyNotice icon={<Wrench aria-hidden />} title="No tool matches">
            <p>Try other words, or look at all of them.</p>
            <Button onClick={() => void setFilters({ ...noToolFilters, sort: null })}>Show all tools</Button>
          </EmptyNotice>
        ) : (
          <NoTools />
        )}
      </ToolList>
    </>
  );
}

function NoTools() {
  const canAdd = mayAdminister(useMe());
  return (
    <EmptyNotice icon={<Wrench aria-hidden />} title="No tools yet">
      <p>
        {canAdd
          ? 'Tools come from sources: add an OpenAPI document or an MCP server, and each of its operations becomes a tool.'
          : 'Tools come from sources, which an admin adds; they will appear here by themselves.'}
      </p>
      <Link
        href={canAdd ? '/sources?new=true' : '/sources'}
        className={buttonVariants({ variant: canAdd ? 'primary' : 'outline' })}
      >
        {canAdd ? 'Add source' : 'Go to the sources'}
      </Link>
    </EmptyNotice>
  );
}
