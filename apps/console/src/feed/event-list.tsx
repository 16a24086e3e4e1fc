'use client';

import type { CloudEvent } from '@tools-provider/contracts';
import { Fragment } from 'react';
import { EventItem } from './event-item.tsx';
import { type Gap, gapsOf } from './feed-window.ts';
import { GapItem } from './gap-item.tsx';

interface EventListProps {
  readonly events: readonly CloudEvent[];
  readonly names: ReadonlyMap<string, string>;
  /** Whether numbers that are missing between the events mean anything. */
  readonly hasAll: boolean;
  readonly apiUrl: string;
  readonly isReadingGap: boolean;
  readonly onGap: (gap: Gap) => void;
  readonly onSubject: (subject: string) => void;
}

/** Events, newest first, and between them what is missing. */
export function EventList(props: EventListProps) {
  const { events, names, hasAll, apiUrl, isReadingGap, onGap, onSubject } = props;
  const gaps = new Map((hasAll ? gapsOf(events) : []).map((gap) => [gap.afterEventId, gap]));
  return (
    <ol aria-label="Events, newest first">
      {events.map((event) => {
        const gap = gaps.get(event.id);
        return (
          <Fragment key={event.id}>
            {gap !== undefined && <GapItem gap={gap} isReading={isReadingGap} onRead={onGap} />}
            <EventItem event={event} name={names.get(event.subject)} apiUrl={apiUrl} onSubject={onSubject} />
          </Fragment>
        );
      })}
    </ol>
  );
}
