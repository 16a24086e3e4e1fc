import type { Pipeline } from '@tools-provider/contracts';
import { CircleCheck, CircleDashed, Hourglass, OctagonAlert } from 'lucide-react';
import { Section } from '../components/ui/card.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Moment } from '../time/moment.tsx';
import { type Follower, followersOf } from './followers.ts';

const looks = {
  'up to date': { tone: 'ok', Icon: CircleCheck },
  behind: { tone: 'wait', Icon: Hourglass },
  failing: { tone: 'bad', Icon: OctagonAlert },
  unknown: { tone: 'hollow', Icon: CircleDashed },
} as const;

/** What lives on the feed, and how far each of it is. */
export function FollowerList({ pipeline }: { pipeline: Pipeline }) {
  return (
    <Section title="On the feed" description="What reads the feed or writes into it, each at its own pace.">
      <ul aria-label="What lives on the feed" className="divide-y">
        {followersOf(pipeline).map((follower) => (
          <Item key={follower.name} follower={follower} />
        ))}
      </ul>
    </Section>
  );
}

function Item({ follower: { name, what, state, waiting, trouble, since, retryAt } }: { follower: Follower }) {
  const { tone, Icon } = looks[state];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-4 py-(--row-y) sm:px-5">
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p className="font-medium">{name}</p>
        <p className="text-xs break-words text-muted">{what}</p>
        {trouble !== undefined && (
          <p className="mt-1 text-[0.8125rem] break-words text-bad">
            {trouble}
            {since !== undefined && (
              <span className="text-muted">
                {' '}
                · since <Moment at={since} />
              </span>
            )}
            {retryAt !== undefined && (
              <span className="text-muted">
                {' '}
                · tried again <Moment at={retryAt} />
              </span>
            )}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-xs text-muted tabular-nums">{waiting}</span>
        <Pill tone={tone}>
          <Icon aria-hidden />
          {state}
        </Pill>
      </div>
    </li>
  );
}
