'use client';

import type { Source } from '@tools-provider/contracts';
import { SearchX, Wrench } from 'lucide-react';
import { debounce, parseAsString, useQueryState, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { TabPanel, Tabs } from '../components/ui/tabs.tsx';
import { HistorySection } from '../history/history-section.tsx';
import { ReceiptSection } from '../receipt/receipt-section.tsx';
import { count } from '../time/numbers.ts';
import { noToolFilters } from '../tool/list-filters.ts';
import { ToolList } from '../tool/tool-list.tsx';
import { sourcePageState } from './page-state.ts';
import { SourceFacts } from './source-facts.tsx';
import { SourceWarnings } from './source-warnings.tsx';

/** The parts of a source's page; the URL says which is shown. */
export function SourceTabs({ source }: { source: Source }) {
  const [{ tab }, setState] = useQueryStates(sourcePageState);
  const warnings = source.warnings.length;
  return (
    <Tabs
      label="Parts of the source"
      value={tab}
      tabs={[
        { value: 'tools', name: 'Tools', mark: <Mark count={source.toolCount} /> },
        { value: 'warnings', name: 'Warnings', mark: warnings > 0 && <Mark count={warnings} /> },
        { value: 'history', name: 'History' },
        { value: 'receipt', name: 'Receipt' },
      ]}
      onChange={(chosen) => void setState({ tab: chosen })}
    >
      <TabPanel value="tools">
        <SourceTools source={source} />
      </TabPanel>
      <TabPanel value="warnings">
        <div className="grid items-start gap-(--between) lg:grid-cols-[1fr_19.5rem]">
          <SourceWarnings warnings={source.warnings} />
          <SourceFacts source={source} />
        </div>
      </TabPanel>
      <TabPanel value="history">
        <HistorySection aggregate="source" id={source.id} />
      </TabPanel>
      <TabPanel value="receipt">
        <ReceiptSection aggregate="source" id={source.id} />
      </TabPanel>
    </Tabs>
  );
}

function Mark({ count: value }: { count: number }) {
  return (
    <span className="rounded-full bg-sunken px-1.5 text-xs leading-5 text-muted tabular-nums">
      {count(value)}
    </span>
  );
}

function SourceTools({ source }: { source: Source }) {
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault(''));
  const [sort, setSort] = useState(noToolFilters.sort);
  return (
    <div className="grid items-start gap-(--between) xl:grid-cols-[1fr_17rem]">
      <div className="min-w-0">
        <search className="mb-3 flex flex-wrap gap-2">
          <SearchInput
            label="Search tools of this source"
            value={search}
            onChange={(words) =>
              void setSearch(
                words === '' ? null : words,
                words === '' ? {} : { limitUrlUpdates: debounce(200) },
              )
            }
          />
        </search>
        <ToolList
          caption={`Tools of ${source.name}`}
          filters={{ ...noToolFilters, sourceId: source.id, search, sort }}
          showsSource={false}
          onSort={setSort}
        >
          {search === '' ? (
            <EmptyNotice icon={<Wrench aria-hidden />} title="It has no tools">
              <p>What was read has no operation that could be one. The warnings may say why.</p>
            </EmptyNotice>
          ) : (
            <EmptyNotice icon={<SearchX aria-hidden />} title="No tool matches">
              <Button onClick={() => void setSearch(null)}>Show all of its tools</Button>
            </EmptyNotice>
          )}
        </ToolList>
      </div>
      <SourceFacts source={source} />
    </div>
  );
}
