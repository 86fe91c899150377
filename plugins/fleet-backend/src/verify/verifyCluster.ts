import type {
  ClusterDetail,
  ClusterVerification,
  ClusterVerificationRequest,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { getCluster } from '../read/getCluster';
import type { FleetReadContext } from '../read/types';
import { askCluster } from './ask/askCluster';
import type { ClusterAsker } from './ask/ClusterAsker';
import type { Asked } from './ask/LiveSight';
import { countChecks } from './checks';
import { judgeBackups } from './judge/judgeBackups';
import { judgeClock } from './judge/judgeClock';
import { judgeCostAgent } from './judge/judgeCostAgent';
import { judgeIdentity } from './judge/judgeIdentity';
import { judgeLabels } from './judge/judgeLabels';
import { judgeMetrics } from './judge/judgeMetrics';
import { judgePolicies } from './judge/judgePolicies';
import { judgeReachability } from './judge/judgeReachability';
import { judgeRights, rightsToAsk } from './judge/judgeRights';
import { judgeVersion, type VersionSight } from './judge/judgeVersion';
import { watchedKinds } from './watchedKinds';

/** Whether a cluster of the fleet is as one should be. @throws NotFoundError */
export async function verifyCluster(
  options: {
    context: FleetReadContext;
    adapters: FleetAdapter[];
    asker: ClusterAsker;
    /** Our clock as it goes on, in milliseconds since 1970. */
    now: () => number;
  },
  clusterId: string,
  { checks: wanted }: ClusterVerificationRequest,
): Promise<ClusterVerification> {
  const { context, adapters } = options;
  const detail = await getCluster(context, adapters, clusterId);
  const asked = await askNow(options, detail);
  const asOf = options.now();
  const kinds = watchedKinds(detail.coverage, adapters);
  const all: FleetCheck[] = [
    judgeReachability(detail, asked, asOf),
    judgeIdentity(detail, asked),
    judgeRights(kinds, asked),
    judgeClock('sight' in asked ? asked.sight.clock : asked),
    judgeVersion(versionOf(detail, asked), asOf),
    judgeLabels(detail.cluster, detail.asOf),
    judgePolicies(detail, adapters),
    judgeBackups(asked),
    judgeCostAgent(detail, adapters),
    judgeMetrics(asked),
  ];
  const checks = wanted?.length
    ? all.filter(({ kind }) => (wanted as string[]).includes(kind))
    : all;
  const { id, name } = detail.cluster;
  return {
    asOf: new Date(asOf).toISOString(),
    cluster: { id, name },
    checks,
    counts: countChecks(checks),
  };
}

async function askNow(
  { asker, adapters, now }: Parameters<typeof verifyCluster>[0],
  { cluster, coverage, identities }: ClusterDetail,
): Promise<Asked> {
  if (cluster.reachability.state === 'quarantined') {
    // Credentials do not go to a cluster that is another than it was.
    return {
      cause: 'not-asked',
      reason: cluster.reachability.reason ?? 'it is held back',
    };
  }
  const reviews = rightsToAsk(watchedKinds(coverage, adapters));
  const uid = identities.find(each => each.uid)?.uid;
  const given = await asker.askOnce(
    cluster.id,
    JSON.stringify([uid, reviews]),
    (client, signal) =>
      askCluster({
        client,
        now,
        signal,
        reviews: () => reviews,
        ...(uid === undefined ? {} : { uid }),
      }),
  );
  return 'answer' in given ? given.answer : given;
}

/** Of its own API server now, else as its collector was told it. */
function versionOf({ cluster }: ClusterDetail, asked: Asked): VersionSight {
  if ('sight' in asked && 'value' in asked.sight.version) {
    return {
      value: {
        version: asked.sight.version.value,
        source: 'API server',
        confirmedAt: new Date(asked.sight.at).toISOString(),
      },
    };
  }
  const { kubernetes, currency } = cluster;
  if (kubernetes && currency.current && currency.confirmedAt) {
    return {
      value: {
        version: kubernetes.version,
        source: 'collector',
        confirmedAt: currency.confirmedAt,
      },
    };
  }
  return 'sight' in asked
    ? (asked.sight.version as { cause: 'unstated'; reason: string })
    : asked;
}
