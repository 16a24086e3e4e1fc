'use client';

import { Download, Ellipsis, Printer } from 'lucide-react';
import { buttonVariants } from '../components/ui/button.tsx';
import { Menu, MenuItem } from '../components/ui/menu.tsx';
import { useExport } from './transfer/use-export.ts';

/** What everybody may do with a group that they look at. */
export function GroupMenu({ id }: { id: string }) {
  const exporting = useExport();
  return (
    <Menu label="More" className={buttonVariants()} trigger={<Ellipsis aria-hidden />}>
      <MenuItem disabled={exporting.isPending} onClick={() => exporting.mutate({ ids: [id] })}>
        <Download aria-hidden />
        Export as JSON
      </MenuItem>
      <MenuItem onClick={() => window.print()}>
        <Printer aria-hidden />
        Print…
      </MenuItem>
    </Menu>
  );
}
