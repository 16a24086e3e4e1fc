'use client';

import type { ToolGroup } from '@tools-provider/contracts';
import { useQueryStates } from 'nuqs';
import { TabPanel, Tabs } from '../components/ui/tabs.tsx';
import { HistorySection } from '../history/history-section.tsx';
import { ReceiptSection } from '../receipt/receipt-section.tsx';
import { ExcludedTools } from './excluded-tools.tsx';
import { ExplicitTools } from './explicit-tools.tsx';
import { GroupFacts } from './group-facts.tsx';
import { GroupTools } from './group-tools.tsx';
import { groupHref } from './hrefs.ts';
import { groupPageState } from './page-state.ts';
import { Selectors } from './selectors.tsx';

const tabs = [
  { value: 'definition', name: 'Definition' },
  { value: 'tools', name: 'Tools' },
  { value: 'history', name: 'History' },
  { value: 'receipt', name: 'Receipt' },
] as const;

/** The parts of a group's page; the URL says which is shown. */
export function GroupTabs({ group }: { group: ToolGroup }) {
  const [{ tab }, setState] = useQueryStates(groupPageState);
  return (
    <Tabs
      label="Parts of the tool group"
      value={tab}
      tabs={tabs}
      onChange={(chosen) => void setState({ tab: chosen })}
    >
      <TabPanel value="definition">
        <div className="grid items-start gap-(--between) lg:grid-cols-[1fr_19.5rem]">
          <div className="flex min-w-0 flex-col gap-(--between)">
            <Selectors group={group} />
            <ExplicitTools group={group} />
            <ExcludedTools group={group} />
          </div>
          <GroupFacts group={group} />
        </div>
      </TabPanel>
      <TabPanel value="tools">
        <GroupTools group={group} />
      </TabPanel>
      <TabPanel value="history">
        <HistorySection
          aggregate="tool-group"
          id={group.id}
          pastHref={(revision) => groupHref(group.id, revision)}
        />
      </TabPanel>
      <TabPanel value="receipt">
        <ReceiptSection aggregate="tool-group" id={group.id} />
      </TabPanel>
    </Tabs>
  );
}
