import { Clock, toTimestamp } from '../../clock';
import { uidFor } from '../../random';
import {
  FieldManager,
  isApplied,
  serverSideApply,
} from '../../store/managedFields';
import { ObjectReference, ObjectStore } from '../../store/ObjectStore';
import { SimulatedCluster } from '../../SimulatedCluster';
import { isJsonObject, JsonObject, KubernetesObject } from '../../types';
import { applicationManifest } from '../builders/argocd';
import { Instance } from '../Instance';
import {
  Application,
  ApplicationCondition,
  ApplicationResource,
  ApplicationSource,
  ApplicationStatus,
  OperationState,
} from '../kinds';
import { isSyncBlocked, type SyncWindow } from './syncWindows';
import {
  isSelected,
  kitchenTime,
  prunedResource,
  resourceKey,
  retryTime,
  selectionOf,
  selfHealDelay,
  syncedResource,
  type SyncSelection,
} from './syncOperation';
import { TrackedObjects } from './TrackedObjects';
import { missingHealth, workloadHealth, worstHealth } from './workloadHealth';

const WRITER: FieldManager = {
  manager: 'argocd-application-controller',
  operation: 'Update',
};
const APPLIER = 'argocd-controller';
const APPLIER_WRITER: FieldManager = { manager: APPLIER, operation: 'Apply' };
const REFRESH = 'argocd.argoproj.io/refresh';
const SKIP = 'argocd.argoproj.io/skip-reconcile';

/** How often Argo CD compares without being told to. */
const COMPARE_INTERVAL_MS = 180_000;

/** How often an operation is tried again unless the Application says. */
const RETRIES = 5;
/** After so much time in sync self-healing begins anew without waiting. */
const SELF_HEAL_COOLDOWN_MS = 330_000;
/** What an operation says that a sync window holds. */
const BLOCKED = 'Sync operation blocked by sync window';

type AppProject = KubernetesObject & {
  spec?: { syncWindows?: SyncWindow[] };
};

/** What became of the objects of one sync. */
type SyncOutcome = {
  applied: readonly KubernetesObject[];
  /** What the API server does not take, with its words. */
  refused: ReadonlyMap<KubernetesObject, string>;
  /** What nothing wants any more. */
  extras: readonly KubernetesObject[];
  /** Whether that was taken away. */
  isPruned: boolean;
};

/** One object of an Application, as Argo CD compares it. */
export type ManagedResource = {
  key: ReturnType<typeof resourceKey>;
  /** Absent where it is extra. */
  target?: KubernetesObject;
  /** Absent where it is missing. */
  live?: KubernetesObject;
  /** What an apply would make of it. */
  predicted?: KubernetesObject;
};

type Managed = {
  instance: Instance;
  target: SimulatedCluster;
  /** Which version each synced revision brought, for rollbacks. */
  versions: Map<string, string>;
  /** The revision that automated sync has tried already. */
  attempted?: string;
  /** The manifests cannot be generated, and Argo CD says this. */
  brokenBy?: string;
  /** What the last comparison went by. */
  compared?: string;
};

/** The Argo CD of one cluster: its Applications and what they bring where. */
export class ArgoController {
  readonly #home: SimulatedCluster;
  readonly #clock: Clock;
  readonly #managed = new Map<string, Managed>();
  readonly #tracked = new Map<ObjectStore, TrackedObjects>();

  constructor(home: SimulatedCluster, clock: Clock) {
    this.#home = home;
    this.#clock = clock;
  }

  /** The Applications by name. */
  get applications(): ReadonlyMap<string, Readonly<Managed>> {
    return this.#managed;
  }

  get home(): SimulatedCluster {
    return this.#home;
  }

  get(name: string): Application | undefined {
    return this.#home.store.get<Application>(this.#reference(name));
  }

  /** Makes the Application of an instance; nothing is brought yet. */
  adopt(
    instance: Instance,
    target: SimulatedCluster,
    options: {
      project: string;
      labels: Record<string, string>;
      applicationSet?: KubernetesObject;
      automated: boolean;
      /** Whether it takes back what somebody changes in the cluster. */
      selfHeal?: boolean;
      /** How often a sync is tried again; Argo CD's own number unless given. */
      retries?: number;
    },
  ): void {
    const { component, repository } = instance;
    const isHelm = component.packaging === 'helm';
    const manifest = applicationManifest({
      name: instance.applicationName,
      project: options.project,
      labels: options.labels,
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': '.',
      },
      source: isHelm
        ? {
            repoURL: `https://charts.${instance.dnsDomain}`,
            chart: component.name,
            targetRevision: instance.chartVersion,
            helm: {
              valuesObject: { image: { tag: instance.desiredVersion } },
            },
          }
        : {
            repoURL: repository.url,
            path: instance.sourcePath,
            targetRevision: 'main',
          },
      server:
        target === this.#home ? 'https://kubernetes.default.svc' : target.url,
      targetNamespace: instance.namespace,
      automated: options.automated,
      selfHeal: options.selfHeal,
      retries: options.retries,
      ignoreDifferences: instance.ignoredByEngine,
    });
    if (options.applicationSet) {
      const { apiVersion, kind, metadata } = options.applicationSet;
      manifest.metadata.ownerReferences = [
        {
          apiVersion,
          kind,
          name: metadata.name,
          uid: metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ];
    }
    this.#home.store.create(manifest, {
      manager: options.applicationSet
        ? 'argocd-applicationset-controller'
        : 'kubectl-client-side-apply',
      operation: 'Update',
    });
    this.#managed.set(instance.applicationName, {
      instance,
      target,
      versions: new Map(),
    });
  }

  /** Puts the address of a remote cluster into its Applications, once it is known. */
  updateDestinations(): void {
    for (const [name, { target }] of this.#managed) {
      if (target === this.#home) continue;
      this.#update(name, draft => {
        draft.spec.destination.server = target.url;
        const comparedTo = draft.status?.sync.comparedTo;
        if (comparedTo) comparedTo.destination = draft.spec.destination;
        for (const condition of draft.status?.conditions ?? []) {
          condition.message = condition.message.replace(
            /https?:\/\/127\.0\.0\.1:\d+/g,
            target.url,
          );
        }
      });
    }
  }

  /** From now on the manifests of an Application cannot be generated. */
  breakSource(name: string, message: string): void {
    const managed = this.#managed.get(name);
    if (managed) managed.brokenBy = message;
  }

  /** Switches automated sync off, as one does before changing things by hand. */
  tolerateDrift(name: string): void {
    this.#home.store.update<Application>(
      this.#reference(name),
      draft => {
        draft.spec.syncPolicy = {
          ...draft.spec.syncPolicy,
          automated: { prune: true, selfHeal: false, enabled: false },
        };
      },
      { manager: 'argocd-server', operation: 'Update' },
    );
  }

  /** Brings a version at once, begun and ended now, as one did in the past. */
  syncAtOnce(name: string, version: string, revision: string): void {
    const managed = this.#managed.get(name);
    if (!managed) return;
    managed.versions.set(revision, version);
    managed.attempted = revision;
    const outcome = this.#apply(name, managed, version, { isPruning: true });
    const startedAt = toTimestamp(this.#clock.now());
    this.#update(name, draft => {
      const status = this.#statusOf(draft);
      status.operationState = this.#operationState(
        revision,
        startedAt,
        { automated: true },
        draft,
      );
      if (outcome.refused.size === 0) {
        this.#finish(draft, revision, startedAt, outcome);
        return;
      }
      // In the past all tries are over.
      const { retry } = status.operationState.operation as {
        retry: { limit: number };
      };
      status.operationState.retryCount = retry.limit;
    });
    if (outcome.refused.size > 0) this.#refuse(name, outcome);
    this.compare(name);
  }

  /** Starts a sync of the wanted revision, as a controller or a person would. */
  startSync(
    name: string,
    initiatedBy: JsonObject,
    healing?: { selfHealAttemptsCount: number; resources: SyncSelection[] },
  ): void {
    const managed = this.#managed.get(name);
    if (!managed) return;
    const revision = this.#wantedRevision(managed.instance);
    managed.attempted = revision;
    managed.versions.set(revision, managed.instance.desiredVersion);
    this.#update(name, draft => {
      const state = this.#operationState(
        revision,
        toTimestamp(this.#clock.now()),
        initiatedBy,
        draft,
      );
      if (healing) Object.assign(state.operation.sync as JsonObject, healing);
      this.#statusOf(draft).operationState = state;
    });
  }

  /** One step for every Application. */
  tick(): void {
    for (const name of this.#managed.keys()) this.#step(name);
  }

  #step(name: string): void {
    const application = this.get(name);
    const managed = this.#managed.get(name);
    if (!application || !managed) return;
    if (application.metadata.annotations?.[SKIP] === 'true') return;
    const operation = application.status?.operationState;
    if (operation?.phase === 'Terminating') {
      this.#end(name, 'Failed', 'Operation terminated');
      return;
    }
    if (operation?.phase === 'Running') {
      this.#continueOperation(name, managed, operation);
      return;
    }
    if (application.operation) {
      this.#takeOperation(name, managed, application.operation);
      return;
    }
    this.compare(name);
    const compared = this.get(name);
    const automated = compared?.spec.syncPolicy?.automated;
    if (!compared || !automated || automated.enabled === false) return;
    if (compared.status?.sync.status !== 'OutOfSync') return;
    // It is only logged that a window holds it.
    if (this.isBlocked(name)) return;
    const isOnlyExtra = compared.status.resources?.every(
      ({ status, requiresPruning }) => status === 'Synced' || requiresPruning,
    );
    if (isOnlyExtra && automated.prune === false) return;
    if (this.#isNew(managed, compared)) {
      this.startSync(name, { automated: true });
    } else if (automated.selfHeal && !hasFailed(compared)) {
      this.#heal(name, compared);
    }
  }

  /**
   * Whether automated sync has not tried yet what is wanted. The Applications say
   * by `manifest-generate-paths` what is theirs, so that a commit that changes
   * nothing of it makes no new try (`alreadyAttemptedSync`, with
   * `revisionsMayHaveChanges`, in Argo CD's appcontroller.go).
   */
  #isNew(managed: Managed, application: Application): boolean {
    const { attempted, versions, instance } = managed;
    if (attempted === undefined) return true;
    if (attempted === this.#wantedRevision(instance)) return false;
    return (
      versions.get(attempted) !== instance.desiredVersion ||
      hasFailed(application)
    );
  }

  /** Takes back what differs and nothing else, later each time (`autoSync` and `shouldSelfHeal`, same file). */
  #heal(name: string, { status }: Application): void {
    const state = status?.operationState;
    const sync = isJsonObject(state?.operation.sync)
      ? state.operation.sync
      : {};
    const since =
      this.#clock.now() - Date.parse(state?.finishedAt ?? '1970-01-01');
    const attempts =
      since >= SELF_HEAL_COOLDOWN_MS
        ? 0
        : Number(sync.selfHealAttemptsCount ?? 0);
    if (since < selfHealDelay(attempts)) return;
    const resources = (status?.resources ?? [])
      .filter(resource => resource.status !== 'Synced')
      .map(({ group, kind, name: object }) => ({
        ...(group && { group }),
        kind,
        name: object,
      }));
    this.startSync(
      name,
      { automated: true },
      { selfHealAttemptsCount: attempts + 1, resources },
    );
  }

  /** A sync or rollback that somebody asked for through the API. */
  #takeOperation(name: string, managed: Managed, operation: JsonObject): void {
    const sync = isJsonObject(operation.sync) ? operation.sync : {};
    const revision =
      typeof sync.revision === 'string' && sync.revision
        ? sync.revision
        : this.#wantedRevision(managed.instance);
    if (!managed.versions.has(revision)) {
      const { binding, desiredVersion } = managed.instance;
      managed.versions.set(
        revision,
        binding?.imageAt(revision) ?? desiredVersion,
      );
    }
    if (revision === this.#wantedRevision(managed.instance)) {
      managed.attempted = revision;
    }
    const initiatedBy = isJsonObject(operation.initiatedBy)
      ? operation.initiatedBy
      : {};
    // Argo CD leaves the field in place until the operation has ended.
    this.#update(name, draft => {
      const state = this.#operationState(
        revision,
        toTimestamp(this.#clock.now()),
        initiatedBy,
        draft,
      );
      state.operation = operation;
      this.#statusOf(draft).operationState = state;
    });
  }

  #continueOperation(
    name: string,
    managed: Managed,
    operation: OperationState,
  ): void {
    const revision = operation.syncResult?.revision ?? '';
    if (this.isBlocked(name)) {
      this.#say(name, BLOCKED);
      this.compare(name);
      return;
    }
    if (this.#isWaitingToRetry(operation)) {
      this.compare(name);
      return;
    }
    const problem = this.#problem(managed);
    if (problem) {
      this.#end(name, 'Error', problem);
      return;
    }
    const version =
      managed.versions.get(revision) ?? managed.instance.desiredVersion;
    const sync = isJsonObject(operation.operation.sync)
      ? operation.operation.sync
      : {};
    const outcome = this.#apply(name, managed, version, {
      selection: selectionOf(operation),
      isPruning: sync.prune === true,
    });
    if (outcome.refused.size > 0) {
      this.#refuse(name, outcome);
      return;
    }
    this.#update(name, draft =>
      this.#finish(draft, revision, operation.startedAt, outcome),
    );
    this.compare(name);
  }

  /** Whether a sync window of the project holds the operation that runs, or else one that would begin by itself. */
  isBlocked(name: string): boolean {
    const application = this.get(name);
    const managed = this.#managed.get(name);
    if (!application || !managed) return false;
    const project = this.#home.store.get<AppProject>({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      namespace: 'argocd',
      name: application.spec.project,
    });
    const windows = project?.spec?.syncWindows ?? [];
    if (windows.length === 0) return false;
    const state = application.status?.operationState;
    const initiatedBy =
      state?.phase === 'Running' && isJsonObject(state.operation.initiatedBy)
        ? state.operation.initiatedBy
        : { automated: true };
    return isSyncBlocked(
      windows,
      {
        application: name,
        namespace: managed.instance.namespace,
        cluster: managed.target.name,
        isManual: initiatedBy.automated !== true,
      },
      this.#clock.now(),
    );
  }

  /** Lets the running operation say what it waits for. */
  #say(name: string, message: string): void {
    if (this.get(name)?.status?.operationState?.message === message) return;
    this.#update(name, draft => {
      const { operationState } = this.#statusOf(draft);
      if (operationState) operationState.message = message;
    });
  }

  #isWaitingToRetry(operation: OperationState): boolean {
    return (
      (operation.retryCount ?? 0) > 0 &&
      this.#clock.now() < retryTime(operation)
    );
  }

  /** What could not be applied is told by resource; the operation is tried again, or ends. */
  #refuse(name: string, outcome: SyncOutcome): void {
    const { refused } = outcome;
    const message = `one or more objects failed to apply, reason: ${[
      ...refused.values(),
    ].join(',')}`;
    const state = this.get(name)?.status?.operationState;
    const retry = isJsonObject(state?.operation.retry)
      ? state.operation.retry
      : {};
    const tried = state?.retryCount ?? 0;
    const isLast = tried >= Number(retry.limit ?? 0);
    this.#update(name, draft => {
      const { operationState } = this.#statusOf(draft);
      if (!operationState?.syncResult) return;
      operationState.syncResult.resources = resultsOf(outcome);
      if (isLast) return;
      operationState.retryCount = tried + 1;
      operationState.message = `${message}. Retrying attempt #${
        tried + 1
      } at ${kitchenTime(retryTime(operationState))}.`;
    });
    if (!isLast) return;
    this.#end(
      name,
      'Failed',
      tried > 0 ? `${message} (retried ${tried} times).` : message,
    );
  }

  /** An operation that does not come to its goal. What it has applied stays. */
  #end(name: string, phase: 'Failed' | 'Error', message: string): void {
    this.#update(name, draft => {
      const { operationState } = this.#statusOf(draft);
      if (!operationState) return;
      delete draft.operation;
      operationState.phase = phase;
      operationState.message = message;
      operationState.finishedAt = toTimestamp(this.#clock.now());
    });
    this.compare(name);
  }

  #apply(
    name: string,
    managed: Managed,
    version: string,
    options: { selection?: readonly SyncSelection[]; isPruning: boolean },
  ): SyncOutcome {
    const { store } = managed.target;
    const { selection, isPruning } = options;
    const refused = new Map<KubernetesObject, string>();
    const all = managed.instance.manifests(version);
    const applied = all.filter(manifest => isSelected(manifest, selection));
    for (const manifest of applied) {
      const refusal = store.admission.refusalOf(manifest);
      if (refusal !== undefined) refused.set(manifest, refusal);
      else store.serverSideApply(manifest, APPLIER);
    }
    const extras = this.#extrasOf(name, managed, all).filter(live =>
      isSelected(live, selection),
    );
    if (isPruning && refused.size === 0) {
      for (const extra of extras) store.delete(referenceOf(extra));
    }
    return { applied, refused, extras, isPruned: isPruning };
  }

  /** What bears the Application's mark, and is not among what is wanted. */
  #extrasOf(
    name: string,
    { target: { store } }: Managed,
    wanted: readonly KubernetesObject[],
  ): KubernetesObject[] {
    let tracked = this.#tracked.get(store);
    if (!tracked) {
      tracked = new TrackedObjects(store);
      this.#tracked.set(store, tracked);
    }
    const keys = keysOf(wanted);
    return tracked.of(name).filter(live => !keys.has(keyOf(live)));
  }

  #finish(
    draft: Application,
    revision: string,
    startedAt: string,
    outcome: SyncOutcome,
  ): void {
    const time = toTimestamp(this.#clock.now());
    const status = this.#statusOf(draft);
    const state = status.operationState;
    if (!state) return;
    delete draft.operation;
    state.phase = 'Succeeded';
    state.message = 'successfully synced (all tasks run)';
    state.finishedAt = time;
    const source = sourceOf(state) ?? draft.spec.source;
    state.syncResult = {
      revision,
      source,
      resources: resultsOf(outcome),
    };
    // A sync of some resources alone makes no entry that could be rolled back to.
    if (selectionOf(state)) return;
    const history = status.history ?? [];
    const lastId = history[history.length - 1]?.id ?? -1;
    const initiatedBy = isJsonObject(state.operation.initiatedBy)
      ? state.operation.initiatedBy
      : {};
    status.history = [
      ...history,
      {
        id: lastId + 1,
        revision,
        deployStartedAt: startedAt,
        deployedAt: time,
        source,
        initiatedBy,
      },
    ].slice(-10);
  }

  /** Why an Application cannot be compared, if it cannot. */
  #problem(managed: Managed): string | undefined {
    const { target } = managed;
    if (target !== this.#home && !target.isReachable) {
      const { host } = new URL(target.url);
      const isHanging = target.faults.some(({ fault }) => fault === 'hang');
      const cause = isHanging
        ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
        : `dial tcp ${host}: connect: connection refused`;
      return `Failed to load live state: failed to get cluster info for "${target.url}": error synchronizing cache state : failed to get server version: Get "${target.url}/version?timeout=32s": ${cause}`;
    }
    return managed.brokenBy ?? sourceProblem(managed.instance);
  }

  /** Compares what is wanted with what is there, and writes what changed. */
  compare(name: string): void {
    const application = this.get(name);
    const managed = this.#managed.get(name);
    if (!application || !managed) return;
    const time = toTimestamp(this.#clock.now());
    const problem = this.#problem(managed);
    const before = application.status;
    const isAsked = application.metadata.annotations?.[REFRESH] !== undefined;
    const sinceCompared =
      this.#clock.now() - Date.parse(before?.reconciledAt ?? '1970-01-01');
    // Applications take turns, so that not all are written in one tick.
    const isDue =
      sinceCompared >=
        COMPARE_INTERVAL_MS *
          (0.7 + 0.3 * fractionOf(application.metadata.uid)) ||
      isOlderThanOperation(before);
    const basis = this.#basis(name, managed, before, problem);
    if (!isAsked && !isDue && managed.compared === basis) return;
    managed.compared = basis;
    const next: ApplicationStatus = problem
      ? this.#uncomparable(application, problem, time)
      : this.#compared(name, application, managed, time);
    if (
      !isAsked &&
      !isDue &&
      before &&
      JSON.stringify({ ...before, reconciledAt: '' }) ===
        JSON.stringify({ ...next, reconciledAt: '' })
    ) {
      return;
    }
    this.#update(name, draft => {
      draft.status = { ...next, reconciledAt: time };
      if (draft.metadata.annotations) {
        delete draft.metadata.annotations[REFRESH];
      }
    });
  }

  /** What it compares of an Application, object by object; nothing where there is no such Application. */
  managedResources(name: string): ManagedResource[] | undefined {
    const managed = this.#managed.get(name);
    if (!managed) return undefined;
    const { instance, target } = managed;
    const wanted = instance.manifests(instance.desiredVersion);
    const time = toTimestamp(this.#clock.now());
    return [
      ...wanted.map(manifest => {
        const live = target.store.get(referenceOf(manifest));
        return {
          key: resourceKey(manifest),
          target: manifest,
          live,
          predicted: live
            ? serverSideApply(live, manifest, APPLIER_WRITER, time, true).object
            : manifest,
        };
      }),
      ...this.#extrasOf(name, managed, wanted).map(live => ({
        key: resourceKey(live),
        live,
      })),
    ];
  }

  /** Everything that the outcome of a comparison depends on. */
  #basis(
    name: string,
    managed: Managed,
    status: ApplicationStatus | undefined,
    problem: string | undefined,
  ): string {
    const { instance, target } = managed;
    const wanted = instance.manifests(instance.desiredVersion);
    const live = problem
      ? []
      : [
          ...wanted.map(manifest => target.store.get(referenceOf(manifest))),
          ...this.#extrasOf(name, managed, wanted),
        ].map(object => object?.metadata.resourceVersion);
    return [
      problem,
      instance.desiredVersion,
      this.#wantedRevision(instance),
      status?.operationState?.phase,
      status?.operationState?.finishedAt,
      ...live,
    ].join('|');
  }

  #uncomparable(
    application: Application,
    message: string,
    time: string,
  ): ApplicationStatus {
    const before = this.#statusOf({ ...application });
    const type = 'ComparisonError';
    const current = before.conditions?.find(
      condition => condition.type === type,
    );
    return {
      ...before,
      sync: { ...before.sync, status: 'Unknown' },
      conditions: [
        {
          type,
          message,
          lastTransitionTime: current?.lastTransitionTime ?? time,
        },
      ],
    };
  }

  #compared(
    name: string,
    application: Application,
    managed: Managed,
    time: string,
  ): ApplicationStatus {
    const before = this.#statusOf(application);
    const { instance, target } = managed;
    const manifests = instance.manifests(instance.desiredVersion);
    const live = manifests.map(manifest =>
      target.store.get(referenceOf(manifest)),
    );
    const resources: ApplicationResource[] = manifests.map(
      (manifest, index) => ({
        ...resourceKey(manifest),
        status: isSynchronous(manifest, live[index]) ? 'Synced' : 'OutOfSync',
      }),
    );
    const extras = this.#extrasOf(name, managed, manifests);
    for (const extra of extras) {
      resources.push({
        ...resourceKey(extra),
        status: 'OutOfSync',
        requiresPruning: true,
      });
    }
    const isSynced = resources.every(({ status }) => status === 'Synced');
    const health = worstHealth([
      ...live.map((object, index) =>
        object ? workloadHealth(object) : missingHealth(manifests[index]),
      ),
      ...extras.map(workloadHealth),
    ]);
    const images = [...live, ...extras].flatMap(object =>
      object ? imagesOf(object) : [],
    );
    const { conditions, ...rest } = before;
    const failure = isSynced
      ? undefined
      : this.#failureOf(application, managed, time, conditions);
    return {
      ...rest,
      ...(failure && { conditions: [failure] }),
      sync: {
        status: isSynced ? 'Synced' : 'OutOfSync',
        revision: this.#wantedRevision(instance),
        comparedTo: {
          source: application.spec.source,
          destination: application.spec.destination,
        },
      },
      health: {
        status: health,
        lastTransitionTime:
          before.health.status === health
            ? before.health.lastTransitionTime
            : time,
      },
      resources,
      summary: {
        images: [...new Set(images)].sort(),
        ...(instance.component.host && {
          externalURLs: [
            `https://${instance.component.host}.${instance.cluster.name}.${instance.dnsDomain}/`,
          ],
        }),
      },
      sourceType:
        instance.component.packaging === 'helm' ? 'Helm' : 'Kustomize',
      controllerNamespace: 'argocd',
      resourceHealthSource: 'appTree',
    };
  }

  /** Why automated sync does not try again what it has tried, if it would have to. */
  #failureOf(
    application: Application,
    managed: Managed,
    time: string,
    before: ApplicationStatus['conditions'],
  ): ApplicationCondition | undefined {
    const automated = application.spec.syncPolicy?.automated;
    const state = application.status?.operationState;
    if (!automated || automated.enabled === false || !state) return undefined;
    if (!hasFailed(application) || this.#isNew(managed, application)) {
      return undefined;
    }
    const type = 'SyncError';
    const message = `Failed last sync attempt to [${managed.attempted}]: ${state.message}`;
    const current = before?.find(condition => condition.type === type);
    return {
      type,
      message,
      lastTransitionTime:
        current?.message === message ? current.lastTransitionTime : time,
    };
  }

  #wantedRevision(instance: Instance): string {
    return instance.component.packaging === 'helm'
      ? instance.chartVersion
      : instance.repository.revision;
  }

  #statusOf(draft: Application): ApplicationStatus {
    draft.status ??= {
      sync: { status: 'Unknown' },
      health: { status: 'Missing' },
    };
    return draft.status;
  }

  #operationState(
    revision: string,
    startedAt: string,
    initiatedBy: JsonObject,
    application: Application,
  ): OperationState {
    return {
      phase: 'Running',
      message: 'waiting for completion of sync',
      startedAt,
      operation: {
        initiatedBy,
        retry: { limit: application.spec.syncPolicy?.retry?.limit ?? RETRIES },
        sync: {
          revision,
          prune: application.spec.syncPolicy?.automated?.prune ?? true,
          syncOptions: application.spec.syncPolicy?.syncOptions,
        },
      },
      syncResult: { revision, source: application.spec.source },
    };
  }

  #reference(name: string): ObjectReference {
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name,
    };
  }

  #update(name: string, change: (draft: Application) => void): void {
    this.#home.store.update<Application>(this.#reference(name), change, WRITER);
  }
}

/** Why the manifests of an Application cannot be generated from what is in its repository. */
function sourceProblem({ binding }: Instance): string | undefined {
  if (binding?.problem === undefined) return undefined;
  return `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = \`kustomize build <path to cached source>/${binding.path}\` failed exit status 1: Error: ${binding.problem}`;
}

/** Whether the last operation came to no good end. */
function hasFailed({ status }: Application): boolean {
  const phase = status?.operationState?.phase;
  return phase === 'Failed' || phase === 'Error';
}

/**
 * As Argo CD compares what it applies with `ServerSideApply=true`: by a structured
 * merge (`WithStructuredMergeDiff` in its state.go). What the manifest does not
 * name makes no difference, unless Argo CD owns it from before.
 */
function isSynchronous(
  manifest: KubernetesObject,
  live: KubernetesObject | undefined,
): boolean {
  return live !== undefined && isApplied(live, manifest, APPLIER_WRITER);
}

function resultsOf(outcome: SyncOutcome): JsonObject[] {
  const { applied, refused, extras, isPruned } = outcome;
  return [
    ...applied.map(manifest => syncedResource(manifest, refused.get(manifest))),
    ...extras.map(extra =>
      prunedResource(extra, isPruned && refused.size === 0),
    ),
  ];
}

/** Rendered manifests are kept, so that each list is taken apart once. */
const keysOfManifests = new WeakMap<
  readonly KubernetesObject[],
  ReadonlySet<string>
>();

function keysOf(manifests: readonly KubernetesObject[]): ReadonlySet<string> {
  const known = keysOfManifests.get(manifests);
  if (known) return known;
  const keys = new Set(manifests.map(keyOf));
  keysOfManifests.set(manifests, keys);
  return keys;
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

/** Whether nothing was compared since the last operation ended. */
function isOlderThanOperation(status: ApplicationStatus | undefined): boolean {
  const finishedAt = status?.operationState?.finishedAt;
  return (
    finishedAt !== undefined &&
    Date.parse(finishedAt) > Date.parse(status?.reconciledAt ?? '1970-01-01')
  );
}

/** The source that an operation names, as a rollback does. */
function sourceOf({
  operation,
}: OperationState): ApplicationSource | undefined {
  const sync = isJsonObject(operation.sync) ? operation.sync : {};
  return isJsonObject(sync.source)
    ? (sync.source as ApplicationSource)
    : undefined;
}

function referenceOf(object: KubernetesObject): ObjectReference {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  };
}

function imagesOf(object: KubernetesObject): string[] {
  const spec = isJsonObject(object.spec) ? object.spec : {};
  const template = isJsonObject(spec.template) ? spec.template : {};
  const podSpec = isJsonObject(template.spec) ? template.spec : {};
  const containers = Array.isArray(podSpec.containers)
    ? podSpec.containers
    : [];
  return containers.filter(isJsonObject).map(({ image }) => String(image));
}

/** A steady number in [0, 1) for an object. */
function fractionOf(uid: string | undefined): number {
  return parseInt(uidFor(uid ?? '').slice(0, 6), 16) / 0x1000000;
}
