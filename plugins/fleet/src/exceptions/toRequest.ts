import type {
  ExceptionRequest,
  FleetApi,
} from '@fleetview/backstage-plugin-fleet-common';
import { endOf, startOf } from './endOf';
import { findClusterId } from './findClusterId';
import type { Entered } from './prefill';

function listed(text: string): string[] {
  return text
    .split(',')
    .map(each => each.trim())
    .filter(Boolean);
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map(each => each.trim())
    .filter(Boolean);
}

/** Whether enough is written to ask. */
export function isComplete(entered: Entered): boolean {
  const waived =
    entered.kind === 'policy' ? entered.policies : entered.subjects;
  const isResourceWhole =
    (entered.resourceKind.trim() === '') ===
    (entered.resourceName.trim() === '');
  // Nobody could tell of which policy a rule is.
  const isRuleOfOne =
    entered.kind !== 'policy' ||
    lines(entered.rules).length === 0 ||
    listed(waived).length === 1;
  return (
    listed(waived).length > 0 &&
    isRuleOfOne &&
    entered.reason.trim() !== '' &&
    endOf(entered.expires) !== undefined &&
    isResourceWhole
  );
}

/**
 * What is written as it is asked for. Clusters are written by name or id, and asked for by id.
 *
 * @throws Error where there is no cluster of a name, or several are called that
 */
export async function toRequest(
  api: Pick<FleetApi, 'listClusters' | 'getCluster'>,
  entered: Entered,
  options: {
    requestKey: string;
    noCluster: (name: string) => string;
    manyClusters: (name: string) => string;
  },
): Promise<ExceptionRequest> {
  const { kind, engine } = entered;
  const clusters: string[] = [];
  for (const name of listed(entered.clusters)) {
    const found = await findClusterId(api, name);
    if (found === 'none') throw new Error(options.noCluster(name));
    if (found === 'several') throw new Error(options.manyClusters(name));
    clusters.push(found.id);
  }
  const resource = entered.resourceKind.trim();
  const optional = (key: 'ticket' | 'control') => entered[key].trim();
  const reviewAt = startOf(entered.review);
  return {
    requestKey: options.requestKey,
    kind,
    scope: {
      clusters,
      namespaces: listed(entered.namespaces),
      entities: listed(entered.entities),
      ...(resource
        ? { resource: { kind: resource, name: entered.resourceName.trim() } }
        : {}),
      ...(kind === 'policy'
        ? {
            policies: listed(entered.policies).map(name => ({
              name,
              rules: lines(entered.rules),
              ...(engine ? { engine } : {}),
            })),
          }
        : { subjects: listed(entered.subjects) }),
    },
    reason: entered.reason.trim(),
    ...(optional('ticket') ? { ticket: optional('ticket') } : {}),
    ...(optional('control')
      ? { compensatingControl: optional('control') }
      : {}),
    expiresAt: endOf(entered.expires) ?? '',
    ...(reviewAt ? { reviewAt } : {}),
  };
}
