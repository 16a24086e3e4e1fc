'use client';

import type { ToolGroupFilter } from '@tools-provider/contracts';
import { ArrowDownUp, Download, FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { buttonVariants } from '../../components/ui/button.tsx';
import { Menu, MenuItem } from '../../components/ui/menu.tsx';
import { useMe } from '../../session/me.tsx';
import { mayCurate } from '../../session/permissions.ts';
import { useExport } from './use-export.ts';

/** Groups as a file: out of the list that is shown, or into it. */
export function TransferMenu({ filter }: { filter: ToolGroupFilter }) {
  const router = useRouter();
  const canCurate = mayCurate(useMe());
  const exporting = useExport();
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Menu
      className={buttonVariants()}
      trigger={
        <>
          <ArrowDownUp aria-hidden />
          {canCurate ? 'Import, export' : 'Export'}
        </>
      }
    >
      {isFiltered && (
        <MenuItem disabled={exporting.isPending} onClick={() => exporting.mutate({ filter })}>
          <Download aria-hidden />
          Export all that match
        </MenuItem>
      )}
      <MenuItem disabled={exporting.isPending} onClick={() => exporting.mutate({ filter: {} })}>
        <Download aria-hidden />
        Export all tool groups
      </MenuItem>
      {canCurate && (
        <MenuItem onClick={() => router.push('/tool-groups/import')}>
          <FileUp aria-hidden />
          Import from a file…
        </MenuItem>
      )}
    </Menu>
  );
}
