import type {
  Fact,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { Named } from './readNamed';
import { toExceptionDetail } from './toExceptionDetail';
import { toFreezeDetail } from './toFreezeDetail';
import { toPlacementDetail } from './toPlacementDetail';
import { toPolicyDetail } from './toPolicyDetail';
import { toServiceDetail } from './toServiceDetail';

/** The facts that are statements: those that share the table `fact`. */
export type StatedFact = Extract<Fact, { type: StatementDetail['type'] }>;

/** What a statement says besides what all say, as far as the reader may be told. */
export function toDetail(
  fact: StatedFact,
  observer: string,
  named: Named,
  now: number,
): StatementDetail {
  switch (fact.type) {
    case 'cluster':
      return defined({
        type: fact.type,
        claimsOnly: fact.claimsOnly,
        lifecycle: fact.lifecycle,
        heartbeat: fact.heartbeat,
        accepted: fact.accepted,
        kubernetesVersion: fact.kubernetesVersion,
        desiredKubernetesVersion: fact.desiredKubernetesVersion,
        cpuMillicores: fact.capacity?.cpuMillicores,
        memoryBytes: fact.capacity?.memoryBytes,
        claims: Object.entries(fact.claims).map(([key, value]) => ({
          key,
          value,
        })),
        sets: fact.sets,
        taints: fact.taints,
        blockedBy: fact.blockedBy,
        references: fact.references,
      });
    case 'pool':
      return defined({
        type: fact.type,
        role: fact.role,
        paused: fact.paused,
        kubernetesVersion: fact.kubernetesVersion,
        desiredKubernetesVersion: fact.desiredKubernetesVersion,
        replicas: fact.replicas,
        node: fact.node,
        remediationsAllowed: fact.remediationsAllowed,
        blockedBy: fact.blockedBy,
        parent: fact.parent,
      });
    case 'agent':
      return defined({
        type: fact.type,
        heartbeat: fact.heartbeat,
        version: fact.version,
      });
    case 'lease':
      return defined({
        type: fact.type,
        holder: fact.holder,
        durationSeconds: fact.durationSeconds,
        acquiredAt: fact.acquiredAt,
        renewedAt: fact.renewedAt,
        transitions: fact.transitions,
      });
    case 'autoscaler':
      return defined({
        type: fact.type,
        target: { kind: fact.target.kind, name: fact.target.name },
        minimum: fact.minimum,
        maximum: fact.maximum,
        current: fact.current,
        desired: fact.desired,
        limited: fact.limited,
      });
    case 'analysis':
      return defined({
        type: fact.type,
        verdict: fact.verdict,
        startedAt: fact.startedAt,
        finishedAt: fact.finishedAt,
        parent: fact.parent,
        metrics: fact.metrics.map(({ dryRun: _, ...metric }) => metric),
      });
    case 'source':
      return defined({
        type: fact.type,
        suspended: fact.suspended,
        url: fact.url,
        reference: fact.reference,
        revision: fact.revision,
        chart: fact.chart,
        image: fact.image,
        parent: fact.parent,
      });
    case 'policy':
      return toPolicyDetail(fact, observer, named);
    case 'exception':
      return toExceptionDetail(fact, now);
    case 'budget':
      return defined({
        type: fact.type,
        clusters: named.isAll ? fact.clusters : [],
        namespaces: fact.namespaces,
        selectors: fact.selectors,
        interval: fact.interval,
        limit: fact.limit,
        spent: fact.spent,
        currency: fact.currency,
        thresholds: fact.thresholds,
        window: fact.window,
      });
    case 'quota':
      return {
        type: fact.type,
        hard: fact.hard,
        hardTotal: fact.hardTotal,
        scopes: fact.scopes,
      };
    case 'access':
      return defined({
        type: fact.type,
        digest: fact.digest,
        words: fact.words,
        total: fact.total,
        role: fact.role,
      });
    case 'service':
      return toServiceDetail(fact, observer, named);
    case 'placement':
      return toPlacementDetail(fact, observer, named);
    default:
      return toFreezeDetail(fact, observer, named);
  }
}
