import {
  complianceResultOf,
  type FindingFact,
  type PodSecurityFinding,
  type StandardsIndex,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { repeatedFindings } from '../findings/repeatedFindings';
import { selectFindings } from '../findings/selectFindings';
import { inScope } from '../scopes';
import type { ReadContext, Row } from '../types';

const COLUMNS = [
  'id',
  'observer',
  'subject',
  'subject_reference',
  'reference_key',
  'adapter',
  'api_group',
  'kind',
  'namespace',
  'name',
  'unreadable',
  'home_namespace',
  'data',
].map(name => `finding.${name}`);

/** So many are in memory at once; what a namespace is told from are those that differ. */
const AT_ONCE = 1000;

/**
 * What policies found in namespaces of a cluster, judged now: what is not current, or past
 * the time that its engine gave it, proves nothing good any more. What was skipped proves
 * nothing at all and is left out. What says the same of the same is told once.
 *
 * @returns findings by namespace
 */
export async function readPodSecurityFindings(
  context: ReadContext,
  clusterId: string,
  namespaces: readonly string[],
  mapping: StandardsIndex,
): Promise<Map<string, PodSecurityFinding[]>> {
  const found = new Map<string, PodSecurityFinding[]>();
  if (namespaces.length === 0) return found;
  const repeated = await repeatedFindings(context, clusterId, seen =>
    inScope(context, seen, 'finding'),
  );
  const query = selectFindings(
    context.knex,
    clusterId,
    { namespace: [...namespaces] },
    repeated,
  ).whereNot('finding.result', 'skip');
  const ids: string[] = await inScope(context, query, 'finding')
    .orderBy('finding.id')
    .pluck('finding.id');
  const told = new Set<string>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const rows: Row[] = await context
      .knex('finding')
      .whereIn('finding.id', ids.slice(start, start + AT_ONCE))
      .orderBy('finding.id')
      .select(COLUMNS);
    const coverage = await readCoverageIndex(context, rows);
    for (const row of rows) {
      const namespace: string = row.home_namespace;
      const finding = toFinding(
        JSON.parse(row.data),
        currencyOf(row, coverage).current,
        { mapping, now: context.now },
      );
      const key = JSON.stringify([namespace, finding]);
      if (told.has(key)) continue;
      told.add(key);
      const of = found.get(namespace) ?? [];
      found.set(namespace, of);
      of.push(finding);
    }
  }
  return found;
}

function toFinding(
  fact: FindingFact,
  isCurrent: boolean,
  options: { mapping: StandardsIndex; now: number },
): PodSecurityFinding {
  const { engine, policy, rule, category, validUntil } = fact;
  const isOver =
    validUntil !== undefined && Date.parse(validUntil) <= options.now;
  const mapped = options.mapping.of({
    engine,
    policy,
    ...(rule === undefined ? {} : { rule }),
  });
  return {
    engine,
    policy,
    controls: [...fact.controls, ...mapped.controls],
    ...(category === undefined ? {} : { category }),
    result: complianceResultOf(fact.result, { stale: isOver || !isCurrent }),
  };
}
