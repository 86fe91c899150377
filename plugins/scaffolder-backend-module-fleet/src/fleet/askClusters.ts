import { InputError, isError } from '@backstage/errors';
import type {
  FleetService,
  FleetServiceRequestOptions,
} from '@fleetview/backstage-plugin-fleet-node';
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
        const { name } = cluster;
        const twin = [...found.values()].find(other => other.name === name);
        if (twin) {
          throw new InputError(
            `The clusters '${twin.id}' and '${id}' are both called '${name}', and what is written has their names alone. Do one of them at a time, by hand.`,
          );
        }
        found.set(id, {
          id,
          name,
          managedAs: hubs
            .filter(({ kind }) => kind === 'ManagedCluster')
            .map(hub => hub.name),
          notes: [
            ...notesOf(cluster),
            ...(each === name || (await isOnly(fleet, name, options))
              ? []
              : [
                  `Another cluster is called '${name}' as well, and what is written has the name alone: check that '${id}' is the one that gets it.`,
                ]),
          ],
        });
      }
      return [...found.values()];
    },
  );
}

/** Whether a name is of one cluster, of those that may be seen. */
async function isOnly(
  fleet: FleetAsker['fleet'],
  name: string,
  options: FleetServiceRequestOptions,
): Promise<boolean> {
  try {
    await findCluster(fleet, name, options);
    return true;
  } catch (error) {
    if (isError(error) && error.name === 'InputError') return false;
    throw error;
  }
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
