import {
  podSecurityOf,
  type ClusterPodSecurity,
  type ClusterPodSecurityQuery,
  type NamespaceFact,
  type NamespacePodSecurity,
  type PodSecurityControl,
  type PodSecurityFinding,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { asUsual, type ComplianceBasis } from '../compliance';
import { findCluster } from '../findCluster';
import { readFleetCoverage } from '../fleetCoverage';
import { inScope, limitedInScope } from '../scopes';
import { defined, type ReadContext, type Row } from '../types';
import { contains } from '../unbound/selectUnbound';
import { readPodSecurityFindings } from './readPodSecurityFindings';

/** Namespaces that are told of at once: all that was found in them is read. */
const NAMESPACES = 100;

/**
 * The level of the Pod Security Standards that each namespace of a cluster is proven to
 * keep, and what separates it from the next.
 */
export async function getClusterPodSecurity(
  context: ReadContext,
  clusterId: string,
  query: ClusterPodSecurityQuery,
  { mapping }: Pick<ComplianceBasis, 'mapping'> = asUsual,
): Promise<ClusterPodSecurity> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId);
  const all = inScope(
    context,
    knex('namespace').where('namespace.subject', id),
    'namespace',
  );
  const text = query.text?.trim();
  if (text) {
    void all.whereRaw(...contains(knex, 'lower(namespace.name)', text));
  }
  const [{ total }] = await all.clone().count({ total: '*' });
  const rows: Row[] = await all
    .clone()
    .orderByRaw('namespace.name, namespace.id')
    .limit(NAMESPACES)
    .select('namespace.*');
  const findings = await readPodSecurityFindings(
    context,
    id,
    rows.map(({ name }) => name),
    mapping,
  );
  const coverage = await readCoverageIndex(context, rows);
  return {
    namespaces: rows.map(row => {
      const fact: NamespaceFact = JSON.parse(row.data);
      const found = findings.get(fact.name) ?? [];
      return {
        ...toNamespace(fact.name, podSecurityOf(fact, found), found),
        currency: currencyOf(row, coverage),
      };
    }),
    namespacesTotal: Number(total),
    coverage: await readFleetCoverage(context, [id]),
    ...limitedInScope(context, 'findings'),
  };
}

type Namespace = ClusterPodSecurity['namespaces'][number];

function toNamespace(
  name: string,
  { next, ...of }: NamespacePodSecurity,
  found: readonly PodSecurityFinding[],
): Omit<Namespace, 'currency'> {
  return defined({
    namespace: name,
    asked: of.asked,
    atLeast: of.atLeast,
    atMost: of.atMost,
    level: of.level,
    next:
      next &&
      ({
        level: next.level,
        failing: next.failing.map(toControl),
        exempt: next.exempt.map(toControl),
        notEvaluated: next.notEvaluated.map(toControl),
        failsAsAWhole: next.failsAsAWhole,
      } satisfies Namespace['next']),
    breaksEnforced: of.breaksEnforced,
    engines: [...new Set(found.map(({ engine }) => engine))].sort(),
  });
}

function toControl({ id, name }: PodSecurityControl): {
  id: string;
  name: string;
} {
  return { id, name };
}
