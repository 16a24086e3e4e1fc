import type { ComponentProps } from 'react';
import { Section } from '../components/ui/card.tsx';
import { ConsistencyReceipt } from './consistency-receipt.tsx';

/** The receipt as a part of the page of what it is about. */
export function ReceiptSection(props: ComponentProps<typeof ConsistencyReceipt>) {
  return (
    <Section
      title="Consistency receipt"
      description="The way of each event: stored in the log, projected for readers, emitted into the feed."
    >
      <ConsistencyReceipt {...props} />
    </Section>
  );
}
