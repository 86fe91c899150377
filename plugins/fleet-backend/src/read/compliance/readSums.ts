import type {
  ComplianceUnit,
  Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ReadContext, Row } from '../types';
import { judgeSums, rankSums, withCurrency, type JudgedSum } from './judgeSums';

/** What tells sums apart that pages add up further. */
const SAID = [
  'cluster_id',
  'engine',
  'policy',
  'severity',
  'result',
  'claim',
] as const;

/** What it takes to judge whether they are current. */
const RESTS_ON = [
  'observer',
  'adapter',
  'api_group',
  'kind',
  'source_namespace',
  'unreadable',
] as const;

/** Columns that may tell sums apart besides, and what units call them. */
export const SUM_ATTRIBUTES = {
  region: 'region',
  environment: 'environment',
  owner: 'owner',
  system: 'system',
  component: 'entity_ref',
} as const;

export type SumAttribute = keyof typeof SUM_ATTRIBUTES;

/** What sums are told apart by, besides policy, cluster, severity and result. */
export type SumsBy = {
  attributes?: readonly SumAttribute[];
  /** By the controls that single results name. */
  controls?: boolean;
};

/** Results of one policy on one cluster that are judged already: a unit that stands for several. */
export type Sum = ComplianceUnit & { count: number };

/**
 * Adds up sums as far as they are current alike, and judges them now. Of what several
 * observers tell one counts.
 */
export async function readSums(
  context: ReadContext,
  query: Knex.QueryBuilder,
  by: SumsBy = {},
): Promise<Sum[]> {
  const rows = await readRows(context, query, by);
  return toSums(await judgeSums(context, rows), by);
}

/**
 * The sums of somebody, and what is known of policies on clusters by those of everybody:
 * that a policy found nothing of theirs is not that it was not evaluated.
 *
 * @param others - what is not theirs; nothing is read twice
 */
export async function readSumsAmongOthers(
  context: ReadContext,
  queries: { own: Knex.QueryBuilder; others: Knex.QueryBuilder },
  by: SumsBy = {},
): Promise<{ own: Sum[]; all: Sum[] }> {
  const own = await readRows(context, queries.own, by);
  const others = await readRows(context, queries.others, {});
  const told = await withCurrency(context, [...own, ...others]);
  return {
    own: toSums(rankSums(told.slice(0, own.length)), by),
    all: toSums(rankSums(told), {}),
  };
}

async function readRows(
  { knex }: ReadContext,
  query: Knex.QueryBuilder,
  { attributes = [], controls }: SumsBy,
): Promise<Row[]> {
  const columns = [
    ...SAID,
    ...RESTS_ON,
    ...new Set(attributes.map(name => SUM_ATTRIBUTES[name])),
    ...(controls ? ['controls'] : []),
  ];
  const isReported = knex.raw(
    'case when subject_reference is null then 0 else 1 end',
  );
  const found: Row[] = await query
    .groupBy(...columns, isReported)
    .select(columns)
    .select(
      knex.raw('min(subject_reference) as subject_reference'),
      knex.raw('min(reference_key) as reference_key'),
      knex.raw('min(failing_since) as failing_since'),
    )
    .sum({ counted: 'things' });
  return found;
}

function toSums(
  told: readonly JudgedSum[],
  { attributes = [], controls }: SumsBy,
): Sum[] {
  return told.flatMap(({ row, result, stale, outrankedBy }) => {
    if (outrankedBy.length > 0) return [];
    const severity: Severity | undefined = row.severity || undefined;
    return [
      {
        cluster: row.cluster_id,
        engine: row.engine,
        policy: row.policy,
        ...(severity && { severity }),
        result,
        stale,
        count: Number(row.counted),
        ...(row.failing_since === null
          ? {}
          : { firstFailedAt: Number(row.failing_since) }),
        ...Object.fromEntries(
          attributes.map(name => [name, row[SUM_ATTRIBUTES[name]]]),
        ),
        ...(controls && row.controls
          ? { controls: JSON.parse(row.controls) }
          : {}),
      },
    ];
  });
}
