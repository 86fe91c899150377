import type {
  ClusterDetail,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  findWatch,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { failed, passed, someOf, unknown } from '../checks';

const KIND = 'policy-bundle';

/**
 * Whether a cluster has policies of an engine for that. What of a namespace is a policy, as its
 * level of pod security, is none of a bundle.
 */
export function judgePolicies(
  detail: Pick<ClusterDetail, 'coverage' | 'limited'>,
  adapters: readonly FleetAdapter[],
): FleetCheck {
  if (detail.limited?.includes('instances')) {
    return unknown(
      KIND,
      'hidden',
      'You may not see all that is on it, so not how many policies it has.',
    );
  }
  const entries = detail.coverage.filter(({ adapter: id, group, kind }) => {
    const adapter = adapters.find(each => each.id === id);
    const facts: readonly string[] =
      findWatch(adapter, { group, kind })?.facts ?? [];
    return facts.includes('policy') && !facts.includes('namespace');
  });
  const present = entries.filter(
    ({ currency, objects }) => currency.current && (objects ?? 0) > 0,
  );
  if (present.length > 0) {
    return passed(
      KIND,
      `It has policies of ${someOf([
        ...new Set(present.map(({ adapterTitle }) => adapterTitle)),
      ])}.`,
      present.map(({ adapterTitle, kind, objects, currency }) => ({
        source: adapterTitle,
        says: `${objects} of ${kind}`,
        confirmedAt: currency.confirmedAt,
      })),
    );
  }
  const open = entries.filter(
    ({ state, currency }) => state !== 'not-served' && !currency.current,
  );
  if (open.length > 0 || entries.length === 0) {
    return unknown(
      KIND,
      entries.length === 0 ? 'not-evaluated' : 'stale',
      entries.length === 0
        ? 'Whether it has policies was never looked at.'
        : `Whether it has policies is not known: ${someOf(
            open.map(
              ({ kind, currency }) => `${kind} (${currency.reason ?? 'stale'})`,
            ),
          )}.`,
    );
  }
  return failed(
    KIND,
    'It has no policies of any engine that is read.',
    entries.map(({ adapterTitle, kind, state, currency }) => ({
      source: adapterTitle,
      says:
        state === 'not-served' ? `${kind} is not served` : `no ${kind} there`,
      confirmedAt: currency.confirmedAt,
    })),
    'Deliver the policies that all clusters have, with Kyverno or Gatekeeper.',
  );
}
