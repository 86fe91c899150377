import {
  type AgentFact,
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type Mapped,
  type PollContext,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readRun } from './readRun';
import type { ClusterDiagnostic } from './schema';

function verdictOf(
  { checks }: ClusterDiagnostic,
  isHeard: boolean,
): Verdict {
  if (!isHeard) return { health: 'unknown', message: 'its checks are old' };
  const failed = checks.filter(({ passed }) => passed === false);
  if (failed.length > 0) {
    return {
      health: 'degraded',
      message: `failed: ${failed.map(({ name }) => name).join(', ')}`,
    };
  }
  const untold = checks.filter(({ passed }) => passed === undefined);
  if (checks.length === 0 || untold.length > 0) {
    return { health: 'unknown', message: 'not all of its checks are told' };
  }
  return { health: 'healthy' };
}

/** Kubecost's agent on a cluster: whether it is heard of, and whether its checks pass. */
export function mapClusterDiagnostic(
  item: ClusterDiagnostic,
  context: PollContext,
): Mapped {
  const heartbeat = readRun(item.latestRun, context.answeredAt);
  const { health, message } = verdictOf(item, heartbeat.state === 'current');
  const name = boundedName(item.cluster);
  const fact: AgentFact = withoutUndefined({
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      {
        subject: item.isOwn
          ? { type: 'observer' as const }
          : { type: 'reference' as const, name },
      },
    ),
    type: 'agent',
    engine: 'kubecost',
    kind: 'ClusterDiagnostic',
    namespace: context.source.namespace,
    name,
    health,
    message: message && boundedText(message),
    heartbeat,
    version: item.kubecostVersion && boundedName(item.kubecostVersion),
  });
  return { facts: [fact] };
}
