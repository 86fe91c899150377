import type { InstanceActions } from '@fleetview/backstage-plugin-fleet-common';
import { defined, type ReadContext } from '../read/types';
import { findInstance } from './ActionScope';
import { readTargets } from './readTargets';

/** What systems can be told about an instance. Nobody is asked for it. */
export async function listActions(
  options: Omit<Parameters<typeof readTargets>[0], 'instance'> & {
    context: ReadContext;
    instanceId: string;
  },
): Promise<InstanceActions> {
  const { context, instanceId } = options;
  const instance = await findInstance(context, instanceId);
  const targets = await readTargets({ ...options, instance });
  return {
    asOf: new Date(context.now).toISOString(),
    items: targets.flatMap(target =>
      target.actions.map(({ id, title, description, parameters }) =>
        defined({
          action: id,
          title,
          description,
          parameters,
          target: target.shown,
          availability: target.availability,
          history:
            id === 'roll-back' && target.history.length > 0
              ? target.history
              : undefined,
        }),
      ),
    ),
  };
}
