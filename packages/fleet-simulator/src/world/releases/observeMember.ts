import { findCondition } from '../conditions';
import type { ArgoController } from '../controllers/ArgoController';
import type { ApplicationSetController } from '../controllers/ApplicationSetController';
import { workloadHealth } from '../controllers/workloadHealth';
import type { Instance } from '../Instance';
import type { Deployment, FluxSource, Kustomization } from '../kinds';
import type { WorkDelivery } from '../systems/open-cluster-management/delivery/WorkDelivery';
import type { ReleaseMember } from './releaseTypes';

/** What delivers an instance. */
export type Engines = {
  argo: ArgoController | undefined;
  applicationSets: ApplicationSetController | undefined;
  works: WorkDelivery;
};

/** How far an instance really is, and why. */
export type Observation = {
  state: ReleaseMember['actual'];
  reason: string;
};

/** What the engine says of a delivery itself. */
type EngineView = {
  /** Why it does not begin yet. */
  wait?: string;
  /** Which window holds it. */
  window?: string;
  failure?: string;
  /** Whether it says that it brought the present configuration, and that it is well. */
  isDone: boolean;
};

function viewArgo(instance: Instance, engines: Engines): EngineView {
  const { applicationName, component } = instance;
  const { argo, applicationSets } = engines;
  const { status } = argo?.get(applicationName) ?? {};
  const operation = status?.operationState;
  const isOfNow = operation?.syncResult?.revision === status?.sync.revision;
  const hasFailed =
    operation?.phase === 'Failed' || operation?.phase === 'Error';
  return {
    wait: applicationSets?.waitOf(component.name, applicationName),
    ...(argo?.isBlocked(applicationName) && {
      window: `the sync of '${applicationName}' is blocked by a sync window`,
    }),
    ...(isOfNow && hasFailed && { failure: operation.message }),
    isDone:
      status?.sync.status === 'Synced' &&
      status.health.status === 'Healthy' &&
      operation?.phase === 'Succeeded',
  };
}

function viewFlux({ store, component, repository }: Instance): EngineView {
  const inFlux = { namespace: 'flux-system' };
  const kustomization = store.get<Kustomization>({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    name: component.name,
    ...inFlux,
  });
  const source = store.get<FluxSource>({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    name: repository.team,
    ...inFlux,
  });
  const { status } = kustomization ?? {};
  const ready = findCondition(status?.conditions, 'Ready');
  const revision = `main@sha1:${repository.revision}`;
  const isOfNow = status?.lastAttemptedRevision === revision;
  return {
    ...(kustomization?.spec.suspend && {
      wait: `the Kustomization '${component.name}' is suspended`,
    }),
    ...(isOfNow && ready?.status === 'False' && { failure: ready.message }),
    isDone:
      ready?.status === 'True' &&
      status?.lastAppliedRevision === revision &&
      source?.status?.artifact?.revision === revision,
  };
}

function viewWork(instance: Instance, { works }: Engines): EngineView {
  const { component, cluster } = instance;
  const work = works.work(component.name, cluster.name);
  const of = (type: string) => {
    const condition = findCondition(work?.status?.conditions, type);
    return condition?.observedGeneration === work?.metadata.generation
      ? condition
      : undefined;
  };
  const refused = (
    (work?.status?.resourceStatus.manifests ?? []) as {
      conditions: { type: string; status: string; message?: string }[];
    }[]
  )
    .flatMap(({ conditions }) => conditions)
    .find(({ type, status }) => type === 'Applied' && status === 'False');
  const wait = works.waitOf(component.name, cluster.name);
  return {
    wait,
    ...(of('Applied')?.status === 'False' && { failure: refused?.message }),
    isDone:
      wait === undefined &&
      of('Applied')?.status === 'True' &&
      of('Progressing')?.status === 'False',
  };
}

function viewOf(instance: Instance, engines: Engines): EngineView {
  switch (instance.cluster.delivery.engine) {
    case 'argocd':
      return viewArgo(instance, engines);
    case 'flux':
      return viewFlux(instance);
    case 'ocm':
      return viewWork(instance, engines);
    default:
      return { wait: 'nothing delivers here', isDone: false };
  }
}

function isOfWork({ cluster }: Instance): boolean {
  return cluster.delivery.engine === 'ocm';
}

function verificationOf(live: Deployment): string {
  const { spec, status = {} } = live;
  const failure = findCondition(status.conditions, 'ReplicaFailure');
  if (failure) return failure.message ?? 'pods cannot be created';
  return `${status.updatedReplicas ?? 0} of ${
    spec.replicas ?? 1
  } replicas are updated, ${status.availableReplicas ?? 0} available`;
}

/** How far an instance really is with a version. */
export function observeMember(
  instance: Instance,
  version: string,
  engines: Engines,
): Observation {
  const { store, component, namespace, workload } = instance;
  const view = viewOf(instance, engines);
  if (instance.desiredVersion !== version) {
    return { state: 'queued', reason: 'its wave has not begun' };
  }
  const live = store.get<Deployment>({
    apiVersion: 'apps/v1',
    kind: component.kind,
    namespace,
    name: workload,
  });
  const isThere =
    live?.spec.template.spec.containers[0].image === instance.imageOf(version);
  // Until its agent applies the work again, somebody else may have brought the version.
  const isByHand = view.wait !== undefined && isOfWork(instance);
  if (!live || !isThere || isByHand) {
    if (view.wait) return { state: 'queued', reason: view.wait };
    if (view.window) return { state: 'window-closed', reason: view.window };
    if (view.failure) return { state: 'failed', reason: view.failure };
    return { state: 'applying', reason: 'the workload is as it was' };
  }
  const progressing = findCondition(live.status?.conditions, 'Progressing');
  if (workloadHealth(live) === 'Degraded') {
    const reasons = [progressing?.message, verificationOf(live)];
    return { state: 'stuck', reason: reasons.filter(Boolean).join(' ') };
  }
  if (view.failure) return { state: 'failed', reason: view.failure };
  if (workloadHealth(live) !== 'Healthy') {
    return { state: 'verifying', reason: verificationOf(live) };
  }
  return view.isDone
    ? { state: 'succeeded', reason: 'applied, and healthy afterwards' }
    : {
        state: 'verifying',
        reason: 'the delivery has not said that it is done',
      };
}
