import { isPodReady } from './controllers/Pods';
import type { Instance } from './Instance';
import { Deployment, Pod } from './kinds';
import { failRun, loseMetrics, suspendSchedule } from './runs';
import { ScenarioIncident } from './scenario/scenarioSchema';
import type { World } from './World';

/** After this the deadline of a stuck Deployment (600 s) has passed. */
const PAST_DEADLINE_MS = 610_000;

type Incident<T extends ScenarioIncident['type']> = Extract<
  ScenarioIncident,
  { type: T }
>;

function referenceTo(instance: Instance) {
  return {
    apiVersion: 'apps/v1',
    kind: instance.component.kind,
    namespace: instance.namespace,
    name: instance.workload,
  };
}

function handEdit(world: World, incident: Incident<'hand-edit'>): void {
  const instance = world.instance(incident.cluster, incident.component);
  if (!instance) return;
  instance.store.update<Deployment>(
    referenceTo(instance),
    draft => {
      if (incident.replicas !== undefined) {
        draft.spec.replicas = incident.replicas;
      }
      const [container] = draft.spec.template.spec.containers;
      if (incident.version) {
        container.image = `${instance.imageRepository}:${incident.version}`;
      }
      for (const [name, value] of Object.entries(incident.environment ?? {})) {
        const variables = (container.env ??= []);
        const present = variables.find(variable => variable.name === name);
        if (present) present.value = value;
        else variables.push({ name, value });
      }
    },
    { manager: incident.manager, operation: 'Update' },
  );
  world.settle(instance);
  world.argoOf(instance)?.tolerateDrift(instance.applicationName);
}

function stickRollout(world: World, incident: Incident<'stuck-rollout'>): void {
  const instance = world.instance(incident.cluster, incident.component);
  const cluster = world.clusters.get(incident.cluster);
  if (!instance || !cluster) return;
  const image = `${instance.imageRepository}:${incident.version}`;
  world.breakImage(image);
  instance.desiredVersion = incident.version;
  world.deliver(instance, incident.version, 0);
  for (const pod of instance.store.all<Pod>('v1', 'Pod')) {
    if (pod.spec.containers[0].image !== image) continue;
    cluster.recordEvent(
      pod,
      'Failed',
      `Failed to pull image "${image}": rpc error: code = NotFound desc = failed to pull and unpack image "${image}": not found`,
      'kubelet',
    );
  }
  world.clock.pass(PAST_DEADLINE_MS);
  world.settle(instance);
}

function crashRelease(
  world: World,
  incident: Incident<'crashing-release'>,
): void {
  const instance = world.instance(incident.cluster, incident.component);
  const cluster = world.clusters.get(incident.cluster);
  if (!instance || !cluster) return;
  const image = `${instance.imageRepository}:${incident.version}`;
  world.breakImage(image, 'crash-loop');
  instance.store.update<Deployment>(
    referenceTo(instance),
    draft => {
      draft.spec.template.spec.containers[0].image = image;
    },
    { manager: 'helm-controller', operation: 'Apply' },
  );
  world.settle(instance);
  world.clock.pass(PAST_DEADLINE_MS);
  world.settle(instance);
  for (const pod of instance.store.all<Pod>('v1', 'Pod')) {
    if (pod.spec.containers[0].image !== image) continue;
    cluster.recordEvent(
      pod,
      'BackOff',
      `Back-off restarting failed container ${pod.spec.containers[0].name} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      'kubelet',
    );
  }
}

function exhaustMemory(
  world: World,
  incident: Incident<'pod-out-of-memory'>,
): void {
  const instance = world.instance(incident.cluster, incident.component);
  const cluster = world.clusters.get(incident.cluster);
  const pod = instance?.store
    .all<Pod>('v1', 'Pod')
    .find(
      each =>
        isPodReady(each) &&
        each.metadata.ownerReferences?.[0]?.name === instance.workload,
    );
  if (!instance || !cluster || !pod) return;
  world.breakPod(cluster, pod, 'out-of-memory');
  world.settle(instance);
}

/** Lets one of a scenario's incidents happen, at its time. */
export function applyIncident(world: World, incident: ScenarioIncident): void {
  const at = world.clock.now() - incident.minutesAgo * 60_000;
  const instance =
    'component' in incident
      ? world.instance(incident.cluster, incident.component)
      : undefined;
  const cluster = world.clusters.get(incident.cluster);
  world.clock.at(at, () => {
    switch (incident.type) {
      case 'hand-edit':
        handEdit(world, incident);
        break;
      case 'stuck-rollout':
        stickRollout(world, incident);
        break;
      case 'crashing-release':
        crashRelease(world, incident);
        break;
      case 'pod-out-of-memory':
        exhaustMemory(world, incident);
        break;
      case 'comparison-error':
        if (instance) {
          const argo = world.argoOf(instance);
          argo?.breakSource(instance.applicationName, incident.message);
          argo?.compare(instance.applicationName);
        }
        break;
      case 'helm-retries-exceeded':
        cluster?.flux?.exhaust(
          incident.component,
          incident.chartVersion,
          incident.message,
        );
        break;
      case 'suspended-kustomization':
        cluster?.flux?.suspend(incident.component);
        break;
      case 'failed-run':
        if (instance) failRun(instance, at);
        break;
      case 'suspended-schedule':
        if (instance) suspendSchedule(instance);
        break;
      case 'autoscaler-without-metrics':
        if (instance) loseMetrics(instance, at);
        break;
      default:
        cluster?.loseNode(incident.node);
        cluster?.settleAll();
    }
  });
}
