import { NotFoundError } from '@backstage/errors';
import type { FleetAsker } from '../fleet/askFleet';
import { askerOf } from './runAction';

const SINCE = '2026-11-30T12:00:00.000Z';

/** A fleet of clusters, as the fleet tells them to whoever may see them. */
export function fleetOf(
  clusters: Readonly<
    Record<
      string,
      {
        state?: string;
        reason?: string;
        current?: boolean;
        lostAt?: string;
        managedAs?: string;
        /** What it is called, where that is not its key. */
        name?: string;
      }
    >
  >,
): FleetAsker {
  const summaryOf = (key: string) => {
    const {
      name = key,
      state = 'reachable',
      reason,
      current = true,
      lostAt,
    } = clusters[key];
    return {
      id: `id-of-${key}`,
      name,
      ...(lostAt ? { identityLostAt: lostAt } : {}),
      reachability: { state, since: SINCE, ...(reason ? { reason } : {}) },
      currency: { current, ...(current ? {} : { reason: 'not asked since' }) },
    };
  };
  const names = Object.keys(clusters);
  return askerOf({
    getCluster: async id => {
      const name = names.find(each => `id-of-${each}` === id);
      if (name === undefined) throw new NotFoundError(`No cluster '${id}'`);
      const { managedAs } = clusters[name];
      return {
        cluster: summaryOf(name),
        hubs: managedAs ? [{ kind: 'ManagedCluster', name: managedAs }] : [],
      } as never;
    },
    listClusters: async ({ text = '' }) =>
      ({
        items: names.map(summaryOf).filter(({ name }) => name.includes(text)),
      } as never),
  });
}
