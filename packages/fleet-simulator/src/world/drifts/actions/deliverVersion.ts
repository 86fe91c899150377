import type { DriftPlace } from './DriftAction';

/**
 * Lets the engine of an instance apply a version: in the past at once, else as soon
 * as its controllers get to it. One template serves all clusters of a hub of Open
 * Cluster Management, so that there all get it.
 */
export function deliverVersion(
  { world, instance }: DriftPlace,
  version: string,
  isPast: boolean,
): void {
  const { component, cluster, hub, repository } = instance;
  const { engine } = cluster.delivery;
  const isNew = instance.desiredVersion !== version;
  const all =
    engine === 'ocm'
      ? [...world.instances].filter(
          each => each.component === component && each.hub === hub,
        )
      : [instance];
  for (const each of all) each.desiredVersion = version;
  const argo = world.argoOf(instance);
  const home = world.homeOf(instance);
  if (engine === 'flux') {
    if (isNew) repository.commit();
    // Whatever its interval, it is asked to.
    if (isPast) home?.flux?.runNow(component.name);
    else if (!isNew) home?.flux?.ranAt(component.name, 0);
    return;
  }
  if (engine === 'ocm') {
    if (!isNew) home?.works.appliedAt(component.name, cluster.name, 0);
    if (isPast) home?.works.tick();
    return;
  }
  if (isPast) {
    world.deliver(instance, version, isNew ? 0 : 1);
    return;
  }
  if (isNew) repository.commit();
  else argo?.startSync(instance.applicationName, { username: 'platform' });
}
