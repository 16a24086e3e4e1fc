import type { ComponentProps } from 'react';
import { Section } from '../components/ui/card.tsx';
import { AggregateHistory } from './aggregate-history.tsx';

/** The history as a part of the page of what it is about. */
export function HistorySection(props: ComponentProps<typeof AggregateHistory>) {
  return (
    <Section
      title="History"
      description="Who changed what, and when. It is read from the log, so it is never behind."
    >
      <AggregateHistory {...props} />
    </Section>
  );
}
