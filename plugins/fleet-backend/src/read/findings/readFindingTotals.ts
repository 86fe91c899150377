import type {
  FindingResult,
  FindingTotals,
  Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { inScope } from '../scopes';
import { defined, type ReadContext, type Row } from '../types';
import { selectFindings, type FindingFilter } from './selectFindings';
import { limitRepeats, onlyRepeats, type RepeatFilter } from './selectRepeats';

/** Names that are told of one facet. */
const NAMES = 50;

/** What it takes to judge whether findings are current. */
const RESTS_ON = [
  'observer',
  'subject',
  'adapter',
  'api_group',
  'kind',
  'namespace',
] as const;

/**
 * Counts the findings that a reader may see, each facet without its own filter.
 *
 * @param repeated - ids of those that are not counted, as another observer's are
 */
export async function readFindingTotals(
  context: ReadContext,
  clusterId: string,
  filter: FindingFilter & RepeatFilter,
  repeated: readonly string[],
): Promise<FindingTotals> {
  const { knex } = context;
  const inSight = (left: FindingFilter) =>
    inScope(
      context,
      selectFindings(knex, clusterId, left, repeated),
      'finding',
    );
  const visible = (left: FindingFilter) => limitRepeats(inSight(left), filter);
  const named = async (
    column: 'severity' | 'engine' | 'policy',
  ): Promise<{ name: string; count: number }[]> => {
    const groups: Row[] = await visible({ ...filter, [column]: undefined })
      .groupBy(`finding.${column}`)
      .select(`finding.${column} as name`)
      .count({ things: '*' })
      .orderBy([{ column: 'things', order: 'desc' }, { column: 'name' }])
      .limit(NAMES);
    return groups.map(({ name, things }) => ({ name, count: Number(things) }));
  };
  const groups: Row[] = await byResult(
    knex,
    visible({ ...filter, result: undefined }),
  );
  const coverage = await readCoverageIndex(context, groups);
  const results = new Map<FindingResult, { count: number; stale: number }>();
  let total = 0;
  let stale = 0;
  for (const group of groups) {
    const count = Number(group.things);
    const isStale = !currencyOf(group, coverage).current;
    const known = results.get(group.result) ?? { count: 0, stale: 0 };
    known.count += count;
    if (isStale) known.stale += count;
    results.set(group.result, known);
    if (filter.result?.length && !filter.result.includes(group.result))
      continue;
    total += count;
    if (isStale) stale += count;
  }
  const severities = await named('severity');
  const [{ repeats }]: Row[] = await onlyRepeats(
    inSight(filter),
    filter.repeating,
  ).count({ repeats: '*' });
  return {
    total,
    stale,
    repeated: Number(repeats),
    results: [...results]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([result, counts]) => ({ result, ...counts })),
    severities: severities.map(({ name, count }) =>
      defined({ severity: (name || undefined) as Severity | undefined, count }),
    ),
    engines: await named('engine'),
    policies: await named('policy'),
  };
}

/** Findings of one result that are current, or not, together; one of those names stands for them. */
function byResult(knex: Knex, query: Knex.QueryBuilder): Knex.QueryBuilder {
  const columns = RESTS_ON.map(name => `finding.${name}`);
  const reference = knex.raw(
    'case when finding.subject_reference is null then 0 else 1 end',
  );
  return query
    .groupBy(...columns, 'finding.result', 'finding.unreadable', reference)
    .select(...columns, 'finding.result', 'finding.unreadable')
    .select(
      knex.raw('min(finding.name) as name'),
      knex.raw('min(finding.subject_reference) as subject_reference'),
      knex.raw('min(finding.reference_key) as reference_key'),
    )
    .count({ things: '*' });
}
