import { parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetServiceRequestOptions } from '@fleetview/backstage-plugin-fleet-node';
import type { FleetAsker } from '../fleet/askFleet';

/**
 * The one instance of a component on a cluster, and in a namespace where it is on that cluster
 * more than once.
 *
 * @throws InputError where the reference is none, or several are meant; NotFoundError where it
 *   is not there, as far as who asks may see it
 */
export async function findInstance(
  fleet: Pick<FleetAsker['fleet'], 'getComponent'>,
  asked: { component: string; clusterId: string; namespace?: string },
  options: FleetServiceRequestOptions,
): Promise<Instance> {
  const entity = entityOf(asked.component);
  const found: Instance[] = [];
  let cursor: string | undefined;
  do {
    const page = await fleet.getComponent(
      entity,
      { limit: 200, ...(cursor ? { cursor } : {}) },
      options,
    );
    found.push(
      ...page.instances.filter(
        ({ cluster, namespace }) =>
          cluster.id === asked.clusterId &&
          (asked.namespace === undefined || namespace === asked.namespace),
      ),
    );
    cursor = page.nextCursor;
  } while (cursor);
  const [instance, ...others] = found;
  if (!instance) {
    throw new NotFoundError(
      `${asked.component} does not run there, or you may not see it. Look at its Fleet tab for where it does.`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `${asked.component} runs there in the namespaces ${found
        .map(({ namespace }) => namespace)
        .join(', ')}. Name one of them as 'namespace'.`,
    );
  }
  return instance;
}

function entityOf(reference: string) {
  try {
    return parseEntityRef(reference, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `'component' is no reference to a catalog entity: ${JSON.stringify(
        reference.slice(0, 100),
      )}. Write one like component:default/cart.`,
    );
  }
}
