import type {
  ClusterSummary,
  CompareSkewQuery,
  FleetCoverage,
  SkewComparisonPage,
  SkewPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

type Line = SkewPage['items'][number];
type Item = SkewComparisonPage['items'][number];

const PRODUCTION: Line['group'] = {
  id: 'environment:production',
  by: 'environment',
  value: 'production',
};

const AS_OF = new Date(NOW).toISOString();

/**
 * A trait in which 41 of 44 clusters are alike, unless told otherwise.
 *
 * @public
 */
export function skewLine(over: Partial<Line> = {}): Line {
  return {
    group: PRODUCTION,
    aspect: 'kubernetes',
    key: 'version',
    mode: { state: 'value', value: 'v1.34.2', clusters: 41, known: 43 },
    counts: {
      clusters: 44,
      same: 41,
      differs: 2,
      absent: 0,
      undecided: 0,
      unknown: 1,
      expected: 0,
    },
    others: [],
    othersTotal: 0,
    ...over,
  };
}

/**
 * A company's production, with one of everything that can be told of it.
 *
 * @public
 */
export function companySkew(
  clusters: readonly ClusterSummary[],
  coverage: FleetCoverage,
): SkewPage {
  const [a, b, c] = clusters.map(({ id, name }) => ({ id, name }));
  const items = [
    skewLine({
      others: [
        {
          cluster: a,
          verdict: 'differs',
          sight: { state: 'value', value: 'v1.33.9' },
        },
        {
          cluster: b,
          verdict: 'unknown',
          sight: {
            state: 'unknown',
            reason: 'unreachable',
            lastKnown: 'v1.34.2',
          },
        },
      ],
      othersTotal: 3,
    }),
    skewLine({
      aspect: 'policy',
      key: 'kyverno/ClusterPolicy/require-limits',
      mode: {
        state: 'tied',
        known: 4,
        values: [
          { value: 'audit', clusters: 2 },
          { value: 'deny', clusters: 2 },
        ],
        valuesTotal: 2,
      },
      counts: {
        clusters: 44,
        same: 0,
        differs: 0,
        absent: 0,
        undecided: 4,
        unknown: 40,
        expected: 0,
      },
    }),
    skewLine({
      aspect: 'component',
      key: 'component:default/checkout',
      mode: { state: 'value', value: '1.42.0', clusters: 40, known: 42 },
      counts: {
        clusters: 44,
        same: 40,
        differs: 0,
        absent: 1,
        undecided: 0,
        unknown: 1,
        expected: 2,
      },
      others: [
        { cluster: a, verdict: 'absent', sight: { state: 'absent' } },
        {
          cluster: b,
          verdict: 'expected',
          sight: { state: 'value', value: '1.41.2' },
          expected: {
            by: 'rollout',
            reason: 'the release of 1.42.0 is on its way',
          },
        },
        {
          cluster: c,
          verdict: 'expected',
          sight: { state: 'absent' },
          expected: {
            by: 'placement',
            reason: 'ApplicationSet argocd/shop does not choose it',
          },
        },
      ],
      othersTotal: 4,
    }),
  ];
  return {
    asOf: AS_OF,
    basis: { groupBy: ['tier', 'environment'], origin: 'default' },
    groups: [
      {
        group: PRODUCTION,
        clusters: 44,
        lines: 3,
        differing: 3,
        unknown: 0,
      },
    ],
    facets: {
      group: { values: [{ value: PRODUCTION.id, count: 44 }] },
      region: { values: [{ value: 'eu-west-1', count: 44 }] },
    },
    ungrouped: 2,
    items,
    totals: { lines: 3, differing: 3, unknown: 0 },
    coverage,
    hidden: 0,
  };
}

/** Of a fleet that has nothing to be compared in. */
export function noSkew(): SkewPage {
  return {
    asOf: AS_OF,
    basis: { groupBy: ['tier', 'environment'], origin: 'default' },
    groups: [],
    facets: { group: { values: [] }, region: { values: [] } },
    ungrouped: 0,
    items: [],
    totals: { lines: 0, differing: 0, unknown: 0 },
    coverage: { clusters: 0, complete: 0, gaps: [], gapsTotal: 0 },
    hidden: 0,
  };
}

/** Two clusters of a world, or one and its group. */
export function comparedSkew(
  clusters: readonly ClusterSummary[],
  coverage: FleetCoverage,
  query: CompareSkewQuery,
): SkewComparisonPage {
  const [left, right] = query.cluster.map(id => {
    const found = clusters.find(each => each.id === id);
    if (!found) {
      throw new FleetResponseError(
        404,
        'NotFoundError',
        `There is no cluster '${id}'.`,
      );
    }
    return { id: found.id, name: found.name };
  });
  const items = [
    {
      aspect: 'kubernetes',
      key: 'version',
      verdict: 'differs',
      left: { state: 'value', value: 'v1.33.9' },
      ...besideOf(right, 'v1.34.2'),
    },
    {
      aspect: 'policy',
      key: 'kyverno/ClusterPolicy/require-limits',
      verdict: 'unknown',
      left: { state: 'unknown', reason: 'forbidden' },
      ...besideOf(right, 'deny'),
    },
    {
      aspect: 'component',
      key: 'component:default/checkout',
      verdict: 'expected',
      left: { state: 'absent' },
      ...besideOf(right, '1.42.0'),
      expected: { by: 'configuration', reason: 'Edge has no shop' },
    },
    {
      aspect: 'component',
      key: 'component:default/cart',
      verdict: 'same',
      left: { state: 'value', value: '2.0.0' },
      ...besideOf(right, '2.0.0'),
    },
  ] satisfies Item[];
  return {
    asOf: AS_OF,
    left,
    ...(right ? { right } : { group: { group: PRODUCTION, clusters: 44 } }),
    items: items.filter(
      ({ verdict, aspect }) =>
        (!query.verdict?.length ||
          query.verdict.includes(verdict as Item['verdict'])) &&
        (!query.aspect?.length ||
          query.aspect.includes(aspect as Item['aspect'])),
    ),
    totals: { differs: 1, unknown: 1, expected: 1, same: 1 },
    aspects: [
      {
        aspect: 'kubernetes',
        counts: { differs: 1, unknown: 0, expected: 0, same: 0 },
      },
      {
        aspect: 'component',
        counts: { differs: 0, unknown: 0, expected: 1, same: 1 },
      },
      {
        aspect: 'policy',
        counts: { differs: 0, unknown: 1, expected: 0, same: 0 },
      },
    ],
    coverage,
    hidden: 0,
  };
}

function besideOf(
  right: { id: string } | undefined,
  value: string,
): Pick<Item, 'right' | 'mode'> {
  return right
    ? { right: { state: 'value', value } }
    : { mode: { state: 'value', value, clusters: 41, known: 43 } };
}
