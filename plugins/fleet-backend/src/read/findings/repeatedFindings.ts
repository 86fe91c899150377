import {
  currencyOf,
  readCoverageIndex,
  type CoverageIndex,
} from '../../coverage/coverageIndex';
import type { ReadContext, Row } from '../types';
import { selectFindings } from './selectFindings';

/** What it takes to tell who says the same, and whether that is current. */
const COLUMNS = [
  'id',
  'claim',
  'observer',
  'subject',
  'adapter',
  'api_group',
  'kind',
  'namespace',
  'name',
  'subject_reference',
  'unreadable',
].map(name => `finding.${name}`);

/**
 * The ids of those findings of a cluster that repeat what another observer says: a
 * hub keeps a copy of what the cluster itself found. One of them counts: what the
 * cluster says itself, unless only another one is current.
 *
 * @param inSight - leaves of a query what may be chosen from
 */
export async function repeatedFindings(
  context: ReadContext,
  clusterId: string,
  inSight: (query: ReturnType<typeof selectFindings>) => typeof query,
): Promise<string[]> {
  const rows: Row[] = await inSight(selectFindings(context.knex, clusterId))
    .whereNotNull('finding.claim')
    .select(COLUMNS);
  const byClaim = new Map<string, Row[]>();
  for (const row of rows) {
    const same = byClaim.get(row.claim);
    if (same) same.push(row);
    else byClaim.set(row.claim, [row]);
  }
  const repeated = [...byClaim.values()].filter(
    same => new Set(same.map(({ observer }) => observer)).size > 1,
  );
  if (repeated.length === 0) return [];
  const coverage = await readCoverageIndex(context, repeated.flat());
  return repeated.flatMap(same => {
    const chosen = chooseObserver(same, coverage);
    return same
      .filter(({ observer }) => observer !== chosen)
      .map(({ id }) => id);
  });
}

function chooseObserver(same: Row[], coverage: CoverageIndex): string {
  const [best] = same
    .map(row => ({
      observer: row.observer as string,
      rank:
        (currencyOf(row, coverage).current ? 0 : 2) +
        (row.observer === row.subject ? 0 : 1),
    }))
    .sort(
      (left, right) =>
        left.rank - right.rank || (left.observer < right.observer ? -1 : 1),
    );
  return best.observer;
}
