import {
  type AgentFact,
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  type Condition,
  conditionOf,
  describeCondition,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { lastTransition, readObject } from './readObject';
import type { ManagedClusterAddOnObject } from './schema';

/** What `Available=False` says when the add-on is silent rather than broken. */
const SILENT = [
  'ManagedClusterAddOnLeaseUpdateStopped',
  'ManagedClusterAddOnLeaseNotFound',
];

/** What must not be `False`, worst first. */
const NEEDED = ['ManifestApplied', 'RegistrationApplied', 'Configured'];

function because(health: Verdict['health'], condition: Condition): Verdict {
  return { health, message: describeCondition(condition) };
}

function verdictOf({ metadata, status }: ManagedClusterAddOnObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const of = (type: string) => conditionOf(status?.conditions, type);
  const available = of('Available');
  const degraded = of('Degraded');
  const progressing = of('Progressing');
  if (degraded?.status === 'True') return because('degraded', degraded);
  if (available?.status === 'False') return because('degraded', available);
  for (const type of NEEDED) {
    const condition = of(type);
    if (condition?.status === 'False') return because('degraded', condition);
  }
  if (available?.status === 'Unknown') return because('unknown', available);
  if (progressing?.status === 'True') {
    return because('progressing', progressing);
  }
  if (available?.status === 'True') return { health: 'healthy' };
  return {
    health: 'unknown',
    message: status?.conditions.length ? 'no condition Available' : 'no status',
  };
}

function heartbeatOf({
  status,
}: ManagedClusterAddOnObject): AgentFact['heartbeat'] {
  const available = conditionOf(status?.conditions, 'Available');
  const isSilent =
    available?.status === 'Unknown' ||
    (available?.status === 'False' && SILENT.includes(available.reason ?? ''));
  if (available && isSilent) {
    return withoutUndefined({
      state: 'lost' as const,
      since: timeOf(available.lastTransitionTime),
      reason: boundedText(describeCondition(available)),
    });
  }
  return available?.status === 'True' || available?.status === 'False'
    ? { state: 'current' }
    : { state: 'unstated' };
}

/** It lies in the namespace that the hub keeps for its cluster, of the cluster's name. */
export function mapManagedClusterAddOn(
  addOn: ManagedClusterAddOnObject,
  context: MapContext,
): Mapped {
  const { namespace } = context.source;
  const fact: AgentFact = joinDefined(
    factBase(context, addOn.metadata, {
      subject: namespace
        ? { type: 'reference', name: boundedName(namespace) }
        : { type: 'none' },
      changedAt: lastTransition(addOn.status?.conditions),
    }),
    { type: 'agent' },
    readObject(context, verdictOf(addOn)),
    { heartbeat: heartbeatOf(addOn) },
  );
  return { facts: [fact] };
}
