import type { Metadata } from 'next';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { ImportToolGroups } from '../../../../tool-group/transfer/import-tool-groups.tsx';

export const metadata: Metadata = { title: 'Import tool groups' };

export default function ImportToolGroupsPage() {
  return (
    <FirstPaint reads={[]}>
      <ImportToolGroups />
    </FirstPaint>
  );
}
