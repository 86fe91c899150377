import {
  COMPLIANCE_SEVERITIES,
  evidenceOf,
  flooredPercent,
  gradeOf,
  overdueOf,
  pivotCompliance,
  policyKeyOf,
  type ComplianceCounts,
  type ComplianceQuery,
  type ComplianceScore,
  type FleetCompliance,
  type ResultCounts,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import { readFleetCoverage } from '../fleetCoverage';
import { readClusterNames } from '../readClusterNames';
import { limitedInScope } from '../scopes';
import { defined, toTime, type ReadContext } from '../types';
import { asUsual, type ComplianceBasis } from './basis';
import { expectationsOfNoCluster } from './expectationsOfNoCluster';
import { lostOf } from './lostOf';
import { policiesOf, type Policy } from './policiesOf';
import { readKnown, type Known } from './readKnown';
import { toEvaluation } from './toEvaluation';
import { toFormula } from './toFormula';
import { toHeatmap } from './toHeatmap';
import { withLooks } from './withLooks';

const POLICIES = 200;
const MOVERS = 3;

/** How far policies are kept, and how far that is known. */
export async function getCompliance(
  context: ReadContext,
  query: ComplianceQuery,
  basis: ComplianceBasis = asUsual,
): Promise<FleetCompliance> {
  const { rows = 'cluster', columns = 'policy', ...filter } = query;
  const { settings } = basis;
  const isByLook = columns === 'control' || columns === 'standard';
  const known = await readKnown(context, filter, {
    by: {
      attributes: rows === 'cluster' ? ['owner'] : [rows, 'owner'],
      controls: columns === 'control',
    },
    settings,
    mapping: basis.mapping,
  });
  const evidence = evidenceOf(known.evidence);
  const layOut = (columnBy: typeof columns, units: Known['sums']) =>
    pivotCompliance({
      units,
      expected: known.pairs,
      evidence,
      rowBy: rows,
      columnBy,
      unreachable: known.unreachable,
      unnamed: known.unnamed,
      settings,
    });
  const byPolicy = layOut('policy', known.sums);
  const { score: whole, coverage, counts } = byPolicy.total;
  const ordered = policiesOf(
    known,
    new Map(
      byPolicy.columns.flatMap(({ column, ...summary }) =>
        column === undefined ? [] : [[column, summary]],
      ),
    ),
  )
    .map(policy => ({ ...policy, lost: lostOf(policy, settings) }))
    .sort(
      (a, b) => b.lost - a.lost || (policyKeyOf(a) < policyKeyOf(b) ? -1 : 1),
    );
  const clusterIds = new Set(
    [...known.pairs, ...known.sums].map(({ cluster }) => cluster),
  );
  const names = await readClusterNames(context, clusterIds);
  const standards =
    columns === 'standard' ? standardNames(ordered, known) : new Map();
  const byKey = new Map(ordered.map(policy => [policyKeyOf(policy), policy]));
  return defined({
    asOf: toTime(context.now) as string,
    percent: whole.percent,
    grading: gradeOf(
      whole.score,
      coverage.ratio,
      overdueOf(known.sums, context.now, settings),
      settings,
    ),
    evaluation: toEvaluation(coverage),
    expectedBy: expectedBy(known),
    unexpected: coverage.unexpected,
    formula: toFormula(basis, await expectationsOfNoCluster(context, settings)),
    results: resultsBySeverity(counts),
    movers: ordered
      .slice(0, MOVERS)
      .flatMap(policy => toMover(policy, whole) ?? []),
    policies: ordered.slice(0, POLICIES).map(policy =>
      defined({
        ...nameOf(policy),
        standards: policy.look.standards.map(({ name }) => name),
        controls: policy.look.controls,
        percent: policy.summary?.score.percent,
        counts: toCounts(policy.summary?.score.results),
        evaluation: toEvaluation(policy.summary?.coverage),
        expectedBy: policy.basis,
        failingSince: toTime(failingSince(policy)),
      }),
    ),
    policiesTotal: ordered.length,
    heatmap: toHeatmap({
      of: rows,
      by: columns,
      pivot:
        columns === 'policy'
          ? byPolicy
          : layOut(
              columns,
              isByLook ? withLooks(known.sums, known.book) : known.sums,
            ),
      rowName: key => (rows === 'cluster' ? names.get(key) ?? key : key),
      columnOf: key => {
        if (columns === 'standard') return { name: standards.get(key) ?? key };
        const policy = columns === 'policy' ? byKey.get(key) : undefined;
        return policy
          ? {
              name: policy.policy,
              engine: policy.engine,
              policy: policy.policy,
            }
          : { name: key };
      },
    }),
    coverage: await readFleetCoverage(context, clusterIds),
    ...limitedInScope(context, 'findings'),
  });
}

/** What standards are called, by id. */
function standardNames(
  policies: readonly Policy[],
  { pairs, sums, book }: Known,
): Map<string, string> {
  const looks = [
    ...policies.map(({ look }) => look),
    ...pairs.map(pair => book.lookOn(pair)),
    ...sums.map(sum => book.lookOn(sum)),
  ];
  return new Map(
    looks.flatMap(({ standards }) =>
      standards.map(({ id, name }) => [id, name] as const),
    ),
  );
}

/** How many policies on clusters are expected, by what says so. */
function expectedBy({
  pairs,
  unnamed,
}: Known): NonNullable<FleetCompliance['expectedBy']> {
  const by = (name: (typeof pairs)[number]['basis']) =>
    pairs.filter(({ basis }) => basis === name).length;
  return {
    placement: by('placement') + unnamed,
    tiers: by('tiers'),
    lastKnown: by('last-known'),
  };
}

function toMover(
  { lost, ...policy }: Policy & { lost: number },
  { weight, percent }: ComplianceScore,
): FleetCompliance['movers'][number] | undefined {
  if (lost <= 0 || percent === undefined) return undefined;
  const then = flooredPercent(weight.kept + lost, weight.counted) ?? percent;
  return defined({
    ...nameOf(policy),
    owner: ownerOf(policy),
    failing: policy.summary?.score.results.fail ?? 0,
    gain: Math.round((then - percent) * 10) / 10,
  });
}

function nameOf({ engine, policy, severity, words }: Policy) {
  return { engine, policy, title: words.title, severity };
}

/** Who owns most of what fails; nobody where that is of no owner. */
function ownerOf({ sums }: Policy): string | undefined {
  const owners = new Map<string, number>();
  for (const { result, count, owner = '' } of sums) {
    if (result !== 'fail') continue;
    owners.set(owner, (owners.get(owner) ?? 0) + count);
  }
  const [first] = [...owners].sort(
    ([a, few], [b, many]) => many - few || (a < b ? -1 : 1),
  );
  return first?.[0].includes(':') ? first[0] : undefined;
}

/** Since when the first of what fails does. */
function failingSince({ sums }: Policy): number | undefined {
  const times = sums.flatMap(({ result, firstFailedAt }) =>
    result === 'fail' && firstFailedAt !== undefined ? [firstFailedAt] : [],
  );
  return times.length > 0 ? Math.min(...times) : undefined;
}

function resultsBySeverity(
  counts: ComplianceCounts,
): FleetCompliance['results'] {
  return COMPLIANCE_SEVERITIES.flatMap(severity => {
    const results = counts[severity];
    if (Object.values(results).every(count => count === 0)) return [];
    const told: Severity | undefined =
      severity === 'unknown' ? undefined : severity;
    return [defined({ severity: told, counts: toCounts(results) })];
  });
}

const NO_RESULTS = {
  pass: 0,
  fail: 0,
  warn: 0,
  error: 0,
  skip: 0,
  exempt: 0,
  'not-evaluated': 0,
} satisfies ResultCounts;

function toCounts({
  'not-evaluated': notEvaluated,
  ...others
}: ResultCounts = NO_RESULTS): FleetCompliance['results'][number]['counts'] {
  return { ...others, notEvaluated };
}
