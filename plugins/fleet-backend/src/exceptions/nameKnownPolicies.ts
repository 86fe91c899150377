import {
  COMPLIANCE_SEVERITIES,
  type ComplianceSeverity,
  type ExceptionScope,
  type Severity,
  type WaivedPolicy,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { defined, type Row } from '../read/types';

type KnownPolicy = {
  engine: string;
  name: string;
  severity: ComplianceSeverity;
};

/**
 * The policies of a scope with what the fleet knows of them: which engine evaluates them, and
 * what kind of object they are, where that is not said and only one comes into question.
 * And how severe the worst of them is: whoever asks cannot make it less.
 */
export async function nameKnownPolicies(
  knex: Knex,
  scope: ExceptionScope,
): Promise<{ policies: WaivedPolicy[]; severity: ComplianceSeverity }> {
  const known = await readKnown(knex, scope);
  const kinds = await readKinds(knex, scope);
  const policies = scope.policies.map(policy => {
    const own = known.filter(({ name }) => name === policy.name);
    const engine = policy.engine ?? only(own.map(each => each.engine));
    const kind =
      policy.kind ??
      only(
        kinds
          .filter(each => each.name === policy.name && each.adapter === engine)
          .map(each => each.kind),
      );
    return defined({ ...policy, engine, kind });
  });
  const severities = policies.map(({ engine, name }) =>
    // What one cluster says of a policy makes no less of it where others say nothing.
    gravest(
      known
        .filter(
          each => each.name === name && (!engine || each.engine === engine),
        )
        .map(each => each.severity),
    ),
  );
  return { policies, severity: gravest(severities) };
}

/**
 * The gravest of some. What has none may be anything: it counts as unknown, unless another
 * is critical.
 */
export function gravest(
  severities: readonly ComplianceSeverity[],
): ComplianceSeverity {
  if (severities.includes('critical')) return 'critical';
  if (severities.length === 0 || severities.includes('unknown')) {
    return 'unknown';
  }
  return worstOf(severities);
}

function worstOf(severities: readonly string[]): ComplianceSeverity {
  const found = COMPLIANCE_SEVERITIES.find(
    each => each !== 'unknown' && severities.includes(each as Severity),
  );
  return found ?? 'unknown';
}

function only(values: readonly string[]): string | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}

async function readKnown(
  knex: Knex,
  { clusters, policies }: ExceptionScope,
): Promise<KnownPolicy[]> {
  if (policies.length === 0) return [];
  const query = knex('policy_place')
    .whereIn(
      'policy',
      policies.map(({ name }) => name),
    )
    .distinct('engine', 'policy', 'severity');
  if (clusters.length > 0) void query.whereIn('cluster_id', [...clusters]);
  const rows: Row[] = await query;
  return rows.map(({ engine, policy, severity }) => ({
    engine,
    name: policy,
    severity: severity || 'unknown',
  }));
}

async function readKinds(
  knex: Knex,
  { clusters, policies }: ExceptionScope,
): Promise<{ adapter: string; kind: string; name: string }[]> {
  if (policies.length === 0) return [];
  const query = knex('fact')
    .where({ type: 'policy' })
    .whereIn(
      'name',
      policies.map(({ name }) => name),
    )
    .distinct('adapter', 'kind', 'name');
  if (clusters.length > 0) void query.whereIn('observer', [...clusters]);
  return query;
}
