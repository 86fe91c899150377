import type { FleetService } from '@fleetview/backstage-plugin-fleet-node';
import { findCluster } from '@fleetview/backstage-plugin-fleet-node';
import { askFleet, type Asking, type FleetAsker } from './askFleet';

/** A cluster that was asked for, as the fleet knows it. */
export type AskedCluster = {
  id: string;
  name: string;
  /** What Open Cluster Management calls it, where its hub says so. */
  managedAs: string[];
  /** What is not certain of it by now, as sentences. */
  notes: string[];
};

type Summary = Awaited<ReturnType<FleetService['getCluster']>>['cluster'];

const LONGEST = 200;

/**
 * The clusters that somebody names, with what that person may see. One that is not reached is none
 * that is refused: a repository may be written for it all the same.
 *
 * @param written - names or ids; one that is named twice is there once
 * @throws InputError where one is not known, or not to who asks
 */
export async function askClusters(
  asker: FleetAsker,
  asking: Asking,
  written: readonly string[],
): Promise<AskedCluster[]> {
  return askFleet(
    asker,
    asking,
    'look up the clusters',
    async (fleet, options) => {
      const found = new Map<string, AskedCluster>();
      for (const each of written) {
        const id = await findCluster(fleet, each, options);
        if (found.has(id)) continue;
        const { cluster, hubs } = await fleet.getCluster(id, options);
        found.set(id, {
          id,
          name: cluster.name,
          managedAs: hubs
            .filter(({ kind }) => kind === 'ManagedCluster')
            .map(({ name }) => name),
          notes: notesOf(cluster),
        });
      }
      return [...found.values()];
    },
  );
}

function notesOf({
  name,
  reachability,
  currency,
  identityLostAt,
}: Summary): string[] {
  const notes: string[] = [];
  if (identityLostAt) {
    notes.push(
      `Whether '${name}' is still the same cluster is not known since ${identityLostAt}.`,
    );
  }
  const { state, since, reason } = reachability;
  if (state !== 'reachable') {
    notes.push(
      `The cluster '${name}' is not reached (${state} since ${since}${because(
        reason,
      )}): what is there now is not known, and neither will be what comes of this until it is.`,
    );
  } else if (!currency.current) {
    notes.push(
      `What Fleet knows of the cluster '${name}' is not current${because(
        currency.reason,
      )}.`,
    );
  }
  return notes;
}

/** Reasons are words of clusters. */
function because(reason: string | undefined): string {
  if (!reason) return '';
  const line = reason.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `; ${line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line}`;
}
