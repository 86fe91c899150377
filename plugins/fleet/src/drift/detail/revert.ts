import type {
  ActionQuestion,
  FleetDriftEpisode,
  InstanceAction,
} from '@fleetview/backstage-plugin-fleet-common';

/** What makes an engine bring what it delivers once more, by engine where that is not to sync. */
const REVERTING: Readonly<Record<string, readonly string[]>> = {
  // A refresh of Argo CD only compares; one of Flux applies.
  flux: ['refresh', 'sync', 'redeploy'],
};
const SYNC: readonly string[] = ['sync', 'retry'];

/** Whether an action makes what delivers the resource bring it again. */
export function isRevert(
  { action, target }: Pick<InstanceAction, 'action' | 'target'>,
  { engine, delivery }: Pick<FleetDriftEpisode, 'engine' | 'delivery'>,
): boolean {
  const ids = Object.hasOwn(REVERTING, engine) ? REVERTING[engine] : SYNC;
  return (
    target.type === 'delivery' &&
    target.kind === delivery.kind &&
    target.name === delivery.name &&
    target.namespace === delivery.namespace &&
    ids.includes(action)
  );
}

/** The one resource, where an action can be limited to it. */
export function resourceParameters(
  { parameters }: Pick<InstanceAction, 'parameters'>,
  { resource }: Pick<FleetDriftEpisode, 'resource'>,
): NonNullable<ActionQuestion['parameters']> {
  const { properties = {} } = parameters as { properties?: object };
  if (!Object.hasOwn(properties, 'resources')) return {};
  const { group, kind, namespace, name } = resource;
  return {
    resources: [{ group, kind, ...(namespace ? { namespace } : {}), name }],
  };
}
