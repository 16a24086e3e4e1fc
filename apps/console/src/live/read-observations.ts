import type { Query } from '@tanstack/react-query';
import type { AggregateName, ConsistencyReport, Page } from '@tools-provider/contracts';
import { aggregateNames } from '@tools-provider/contracts/values';
import { type AggregateKey, aggregateKey, type Observation } from '../consistency/known-revision.ts';
import type { Revisioned } from '../consistency/never-backwards.ts';
import { type Covered, sourceSeenIn } from '../tool/covered.ts';

/** A tool tells of its source, whose entity it is. */
interface SourcesTool extends Revisioned {
  readonly sourceId: string;
}

/** What a successful query says about the revisions of the aggregates in it, by the first parts of its key. */
export function observationsOf(
  query: Pick<Query, 'queryKey' | 'state'>,
): readonly [AggregateKey, Observation][] {
  const { data, dataUpdatedAt: heardAt } = query.state;
  if (data === undefined) return [];
  const [subject, form] = query.queryKey;
  if (subject === 'consistency') return [ofReport(data as ConsistencyReport, heardAt)];
  if (subject === 'tool') return ofTools(form, data, heardAt);
  if (!isAggregateName(subject)) return [];
  if (form === 'detail') return [ofDocument(subject, data as Revisioned, heardAt)];
  if (form !== 'list') return [];
  const { pages } = data as { pages: readonly Page<Revisioned>[] };
  return pages.flatMap((page) => page.items.map((item) => ofDocument(subject, item, heardAt)));
}

function isAggregateName(subject: unknown): subject is AggregateName {
  return aggregateNames.some((name) => name === subject);
}

function ofTools(form: unknown, data: unknown, heardAt: number): readonly [AggregateKey, Observation][] {
  if (form !== 'list' && form !== 'detail') return [];
  const tools =
    form === 'detail'
      ? [data as Covered<SourcesTool>]
      : (data as { pages: readonly Page<Covered<SourcesTool>>[] }).pages.flatMap(({ items }) => items);
  // One of each source is enough: they were read together.
  const bySource = new Map(tools.map((tool) => [tool.sourceId, tool]));
  return [...bySource].map(([id, tool]) => [aggregateKey('source', id), { ...sourceSeenIn(tool), heardAt }]);
}

function ofDocument(
  subject: AggregateName,
  document: Revisioned,
  heardAt: number,
): [AggregateKey, Observation] {
  const { status, headRevision } = document.consistency;
  const observation = { head: headRevision, projected: document.revision, status, heardAt };
  return [aggregateKey(subject, document.id), observation];
}

function ofReport(report: ConsistencyReport, heardAt: number): [AggregateKey, Observation] {
  const { aggregate, id, headRevision, projectedRevision, status, lagMs } = report;
  return [
    aggregateKey(aggregate, id),
    {
      head: headRevision,
      projected: projectedRevision,
      status,
      heardAt,
      pendingSince: lagMs > 0 ? heardAt - lagMs : null,
    },
  ];
}
