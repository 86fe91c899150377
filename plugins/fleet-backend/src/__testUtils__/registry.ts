import { mockServices } from '@backstage/backend-test-utils';
import type {
  ClusterConnection,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import {
  ClusterRegistry,
  type ClusterRegistryOptions,
} from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';
import { testAudit } from './audit';

/** What a registry told, in order: `connect name server`, `not-asked name`, `gone name`, `references`. */
export type Told = string[];

let toldLast = 0;

/** No two moments are the same, so that of two clusters one is always the older. */
function distinctNow(): number {
  toldLast = Math.max(Date.now(), toldLast + 1);
  return toldLast;
}

/** A registry that writes down what it tells. */
export async function registryOf(
  knex: Knex,
  references: Omit<FleetConfig['references'][number], 'key'>[] = [],
  over: Partial<ClusterRegistryOptions> = {},
): Promise<{
  registry: ClusterRegistry;
  told: Told;
  idOf: (name: string) => string;
}> {
  const told: Told = [];
  const names = new Map<string, string>();
  const created: { registry?: ClusterRegistry } = {};
  const nameOf = (id: string) => {
    for (const cluster of created.registry?.clusters() ?? []) {
      names.set(cluster.id, cluster.name);
    }
    return names.get(id) ?? id;
  };
  const registry = await ClusterRegistry.create({
    knex,
    audit: testAudit(knex),
    logger: mockServices.logger.mock(),
    references: references.map(reference => ({ ...reference, key: 'test' })),
    listener: {
      clusterConnectable: (id, { server, token }) => {
        told.push(`connect ${nameOf(id)} ${server}${token ? ` ${token}` : ''}`);
      },
      clusterNotAsked: id => {
        told.push(`not-asked ${nameOf(id)}`);
      },
      clusterGone: id => {
        told.push(`gone ${nameOf(id)}`);
      },
      referencesChanged: () => {
        nameOf('');
        told.push('references');
      },
    },
    now: distinctNow,
    ...over,
  });
  created.registry = registry;
  return {
    registry,
    told,
    idOf: name => {
      const found = registry
        .clusters()
        .filter(({ names: all }) => all.includes(name));
      if (found.length !== 1) {
        throw new Error(`${found.length} clusters are called '${name}'`);
      }
      return found[0].id;
    },
  };
}

/** A record of a cluster that can be connected to. */
export function direct(
  name: string,
  server: string,
  over: Partial<ClusterConnection> = {},
): ClusterRecord {
  return {
    name,
    access: { type: 'direct', connection: { server, ...over } },
  };
}

/** A record of a cluster that may not be asked. */
export function notAsked(name: string, server?: string): ClusterRecord {
  return {
    name,
    access: {
      type: 'not-asked',
      reason: 'add a token',
      ...(server ? { server } : {}),
    },
  };
}

export const SOURCE_A = { id: 'a', title: 'Source A' };
export const SOURCE_B = { id: 'b', title: 'Source B' };
