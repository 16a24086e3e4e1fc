'use client';

import { useQuery } from '@tanstack/react-query';
import type { ServiceToken } from '@tools-provider/contracts';
import { KeyRound, Plus } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { CheckboxField } from '../components/ui/checkbox-field.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useNow } from '../time/clock.ts';
import { counted } from '../time/numbers.ts';
import { accessFilters } from './filters.ts';
import { serviceTokensQuery } from './queries.ts';
import { Roles } from './roles.tsx';
import { tokenColumns } from './token-columns.tsx';
import { isWorth, tokenState } from './token-state.ts';

const CreateTokenDialog = openedLater(
  async () => (await import('./create-token-dialog.tsx')).CreateTokenDialog,
  ({ isOpen }) => isOpen,
);

/** Who may call the api: services by their tokens, people by their roles. */
export function AccessPage({ apiUrl, issuer }: { apiUrl: string; issuer: string | null }) {
  const [filters, setFilters] = useQueryStates(accessFilters);
  const [making, setMaking] = useState<{ readonly replaced: ServiceToken | null } | null>(null);
  const tokens = useQuery(serviceTokensQuery(browserApi));
  const now = useNow('minute');
  const columns = useMemo(() => tokenColumns((replaced) => setMaking({ replaced })), []);
  const all = tokens.data ?? [];
  const words = filters.search.trim().toLowerCase();
  const rows = all.filter(
    (token) => (filters.all || isWorth(tokenState(token, now))) && token.name.includes(words),
  );
  const make = (
    <Button variant="primary" onClick={() => setMaking({ replaced: null })}>
      <Plus aria-hidden />
      New token
    </Button>
  );
  return (
    <>
      <PageHeading title="Access" description="Who may call the API: services by tokens, people by roles.">
        {make}
      </PageHeading>
      <div className="flex flex-col gap-(--between)">
        <Section
          title="Service tokens"
          description="Each lets one service do what its scopes say, and nothing that takes an admin."
        >
          <search className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5 sm:px-5">
            <SearchInput
              label="Search service tokens"
              value={filters.search}
              onChange={(search) =>
                void setFilters({ search }, search === '' ? {} : { limitUrlUpdates: debounce(200) })
              }
            />
            <CheckboxField
              label="Also revoked and expired"
              checked={filters.all}
              onChange={(isWanted) => void setFilters({ all: isWanted || null })}
            />
          </search>
          <ListStates
            list={tokens}
            isEmpty={rows.length === 0}
            rows={3}
            empty={
              <EmptyNotice
                icon={<KeyRound aria-hidden />}
                title={all.length === 0 ? 'No service tokens yet' : 'No token matches'}
              >
                <p>
                  {all.length === 0
                    ? 'Make one for each service that calls the API, with no more scopes than it needs.'
                    : 'Try another name, or look at those that are revoked or have expired, too.'}
                </p>
                {all.length === 0 ? (
                  make
                ) : (
                  <Button onClick={() => void setFilters({ search: null, all: true })}>
                    Show all tokens
                  </Button>
                )}
              </EmptyNotice>
            }
          >
            <DataTable
              caption="Service tokens"
              columns={columns}
              rows={rows}
              rowId={({ id }) => id}
              sort=""
              onSort={() => undefined}
            />
            <p role="status" className="border-t px-4 py-2.5 text-[0.8125rem] text-muted sm:px-5">
              {counted(rows.length, 'token')}
              {rows.length < all.length && ` of ${all.length}`}
            </p>
          </ListStates>
        </Section>
        <Roles issuer={issuer} />
      </div>
      <CreateTokenDialog
        isOpen={making !== null}
        replaced={making?.replaced ?? null}
        apiUrl={apiUrl}
        onClose={() => setMaking(null)}
      />
    </>
  );
}
