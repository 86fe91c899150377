import { FLUX_TYPES } from '../../api/resourceTypes';
import { Clock, toTimestamp } from '../../clock';
import { sha256For } from '../../random';
import { FieldManager } from '../../store/managedFields';
import { ObjectReference, ObjectStore } from '../../store/ObjectStore';
import { Condition, JsonObject, KubernetesObject } from '../../types';
import {
  artifactOf,
  buildHelmRelease,
  buildKustomization,
  buildSource,
  fluxCondition,
  helmSnapshot,
  inventoryEntry,
} from '../builders/flux';
import { findCondition, setCondition, withoutConditions } from '../conditions';
import { Instance } from '../Instance';
import { FluxSource, HelmRelease, Kustomization } from '../kinds';
import type { SourceRepository } from '../Repository';
import { RESTARTED_AT } from '../restartedAt';
import { answerFluxRequests, openRequests } from './answerFluxRequests';
import { HelmReleaseRuns } from './HelmReleaseRuns';
import { isLeftAlone, kustomizeApply } from './kustomizeApply';
import { durationOf, Schedule } from './reconcileInterval';
import { workloadHealth } from './workloadHealth';

function writer(manager: string): FieldManager {
  return { manager, operation: 'Update', subresource: 'status' };
}

const SOURCE_WRITER = writer('source-controller');
const KUSTOMIZE_WRITER = writer('kustomize-controller');
const HELM_WRITER = writer('helm-controller');

/** The timeout of the Kustomizations. */
const HEALTH_CHECK_TIMEOUT_MS = 300_000;

/** The labels that the Kustomization `flux-system` leaves on deliveries. */
const APPLIED_BY_ROOT = {
  'kustomize.toolkit.fluxcd.io/name': 'flux-system',
  'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
};

/** The Flux of one cluster: its sources, Kustomizations and HelmReleases. */
export class FluxController {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #repositories = new Map<string, SourceRepository>();
  readonly #kustomizations = new Map<string, Instance>();
  readonly #releases = new Map<string, Instance>();
  readonly #runs: HelmReleaseRuns;
  /** Since when each Kustomization checks the health of what it applied. */
  readonly #checks = new Map<string, { revision: string; since: number }>();
  /** When each Kustomization ran last. */
  readonly #schedule = new Schedule();

  readonly #cluster: string;

  /** @param cluster - its name, by which its runs are spread over their intervals */
  constructor(store: ObjectStore, clock: Clock, cluster: string) {
    this.#store = store;
    this.#clock = clock;
    this.#cluster = cluster;
    this.#runs = new HelmReleaseRuns(store, clock, cluster);
  }

  /** Watches a team's repository from this cluster. */
  addRepository(repository: SourceRepository): void {
    if (this.#repositories.has(repository.team)) return;
    this.#repositories.set(repository.team, repository);
    const isThere = this.#store.get(this.#sourceReference(repository));
    if (isThere) return;
    this.#store.create(
      buildSource({
        kind: 'GitRepository',
        name: repository.team,
        url: repository.url,
        revision: `main@sha1:${repository.revision}`,
        createdAt: this.#clock.now(),
      }),
      { manager: 'source-controller', operation: 'Update' },
    );
  }

  /** Lets a Kustomization bring an instance. It was made once and applied now. */
  adoptKustomization(
    instance: Instance,
    version: string,
    labels: Record<string, string>,
    createdAt: number,
  ): void {
    const { component, repository } = instance;
    const manifests = instance.manifests(version);
    this.#store.create(
      buildKustomization({
        name: component.name,
        labels: { ...labels, ...APPLIED_BY_ROOT },
        sourceName: repository.team,
        path: `./${instance.sourcePath}`,
        targetNamespace: instance.namespace,
        revision: `main@sha1:${repository.revision}`,
        inventory: manifests,
        createdAt,
        updatedAt: this.#clock.now(),
        interval: component.interval,
      }),
      { manager: 'kustomize-controller', operation: 'Update' },
    );
    this.#kustomizations.set(component.name, instance);
  }

  /**
   * When what brings a component looks at the cluster next; never while it is
   * suspended, or does not look at all.
   */
  nextRun(component: string): number | undefined {
    const release = this.#releases.get(component);
    if (release) return this.#runs.nextRun(this.#releaseReference(release));
    const reference = this.#kustomizationReference(component);
    const object = this.#store.get<Kustomization>(reference);
    if (!object || object.spec.suspend) return undefined;
    return this.#schedule.next(
      this.#keyOf(component),
      durationOf(object.spec.interval),
      this.#clock.now(),
    );
  }

  /** When what brings a component looked last, if it has. */
  lastRun(component: string): number | undefined {
    // What nobody has seen run gets its place in its interval by that.
    this.nextRun(component);
    const release = this.#releases.get(component);
    return release
      ? this.#runs.lastRun(this.#releaseReference(release))
      : this.#schedule.lastRun(this.#keyOf(component));
  }

  /** Lets what brings a component have looked at a time, so that its next look follows from that. */
  ranAt(component: string, time: number): void {
    const release = this.#releases.get(component);
    if (release) this.#runs.ranAt(this.#releaseReference(release), time);
    else this.#schedule.ran(this.#keyOf(component), time);
  }

  /** Lets a Kustomization run now, whatever its interval, to the end of the run. */
  runNow(component: string): void {
    const reference = this.#kustomizationReference(component);
    const instance = this.#kustomizations.get(component);
    const revision = this.#revisionOf(
      this.#store.get<Kustomization>(reference),
    );
    if (!instance || !revision) return;
    this.#begin(reference, revision, {});
    this.#applyAndAwait(reference, instance, revision, {});
  }

  #keyOf(component: string): string {
    return `${this.#cluster}/${component}`;
  }

  /** Lets a HelmRelease bring an instance. It was made once and released now. */
  adoptRelease(
    instance: Instance,
    version: string,
    labels: Record<string, string>,
    createdAt: number,
  ): void {
    const { component, namespace } = instance;
    this.#store.create(
      buildHelmRelease({
        name: component.name,
        namespace,
        labels: { ...labels, ...APPLIED_BY_ROOT },
        chartVersion: instance.chartVersion,
        appVersion: version,
        previousChartVersions: [previousPatch(instance.chartVersion)],
        repository: 'charts',
        createdAt,
        updatedAt: this.#clock.now(),
        values: { image: { tag: version } },
        interval: component.interval,
        driftDetection: component.driftDetection,
        ignoredPaths: [RESTARTED_AT],
      }),
      { manager: 'helm-controller', operation: 'Update' },
    );
    this.#store.create(
      buildSource({
        kind: 'HelmChart',
        name: `${namespace}-${component.name}`,
        chart: {
          name: component.name,
          version: instance.chartVersion,
          repository: 'charts',
        },
        url: '',
        revision: instance.chartVersion,
        labels: {
          'helm.toolkit.fluxcd.io/name': component.name,
          'helm.toolkit.fluxcd.io/namespace': namespace,
        },
        createdAt,
        updatedAt: this.#clock.now(),
      }),
      { manager: 'helm-controller', operation: 'Update' },
    );
    this.#releases.set(component.name, instance);
  }

  /** Lets the Kustomization `flux-system` list the deliveries that it brought. */
  recordInventory(): void {
    const brought = FLUX_TYPES.flatMap(type => this.#store.list(type))
      .map(stored => stored.object)
      .filter(
        ({ metadata }) =>
          metadata.labels?.['kustomize.toolkit.fluxcd.io/name'] ===
          'flux-system',
      );
    this.#store.update<Kustomization>(
      this.#kustomizationReference('flux-system'),
      draft => {
        if (draft.status) {
          draft.status.inventory = { entries: brought.map(inventoryEntry) };
        }
      },
      KUSTOMIZE_WRITER,
    );
  }

  suspend(component: string): void {
    this.#store.update<Kustomization>(
      this.#kustomizationReference(component),
      draft => {
        draft.spec.suspend = true;
      },
      { manager: 'flux', operation: 'Update' },
    );
  }

  /** A HelmRelease whose upgrade failed until no retries were left. */
  exhaust(component: string, chartVersion: string, message: string): void {
    const instance = this.#releases.get(component);
    if (!instance) return;
    const reference = this.#releaseReference(instance);
    this.#runs.break(reference, message);
    this.#store.update<HelmRelease>(
      reference,
      draft => {
        const { spec } = draft.spec.chart as { spec: JsonObject };
        spec.version = chartVersion;
      },
      { manager: 'kustomize-controller', operation: 'Apply' },
    );
    const time = toTimestamp(this.#clock.now());
    this.#store.update<HelmRelease>(
      reference,
      draft => {
        const status = draft.status ?? {};
        const generation = draft.metadata.generation ?? 1;
        const history = status.history ?? [];
        const failed = helmSnapshot({
          name: component,
          namespace: instance.namespace,
          chart: component,
          chartVersion,
          version: (history[0]?.version ?? 0) + 1,
          status: 'failed',
          firstDeployed: String(history[0]?.firstDeployed ?? time),
          lastDeployed: time,
        });
        const condition = (
          type: string,
          conditionStatus: Condition['status'],
          reason: string,
          text: string,
        ) =>
          fluxCondition(type, conditionStatus, reason, text, time, generation);
        draft.status = {
          ...status,
          observedGeneration: generation,
          failures: 4,
          upgradeFailures: 4,
          lastAttemptedRevision: chartVersion,
          lastAttemptedGeneration: generation,
          lastAttemptedReleaseAction: 'upgrade',
          history: [failed, ...history],
          conditions: [
            condition(
              'Stalled',
              'True',
              'RetriesExceeded',
              'Failed to upgrade after 4 attempt(s)',
            ),
            condition('Ready', 'False', 'UpgradeFailed', message),
            condition('Released', 'False', 'UpgradeFailed', message),
          ],
        };
      },
      HELM_WRITER,
    );
  }

  /** One step for every source and every delivery. */
  tick(): void {
    for (const repository of this.#repositories.values()) {
      this.#fetch(repository);
    }
    for (const name of this.#kustomizations.keys()) this.#reconcile(name);
    for (const instance of this.#releases.values()) {
      this.#runs.step(this.#releaseReference(instance), instance);
    }
    answerFluxRequests(this.#store, ({ kind, metadata: { name } }) =>
      kind === 'Kustomization'
        ? this.#kustomizations.has(name)
        : kind === 'HelmRelease' && this.#releases.has(name),
    );
  }

  #sourceReference({ team }: SourceRepository): ObjectReference {
    return {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: team,
    };
  }

  #fetch(repository: SourceRepository): void {
    const reference = this.#sourceReference(repository);
    const source = this.#store.get<FluxSource>(reference);
    if (!source || source.spec.suspend) return;
    const revision = `main@sha1:${repository.revision}`;
    if (source.status?.artifact?.revision !== revision) {
      const time = toTimestamp(this.#clock.now());
      this.#store.update<FluxSource>(
        reference,
        draft => {
          const message = `stored artifact for revision '${revision}'`;
          let conditions = draft.status?.conditions;
          for (const type of ['Ready', 'ArtifactInStorage']) {
            conditions = setCondition(
              conditions,
              fluxCondition(type, 'True', 'Succeeded', message, time),
              time,
            );
          }
          draft.status = {
            ...draft.status,
            ...artifactOf(
              {
                kind: 'GitRepository',
                namespace: 'flux-system',
                name: repository.team,
              },
              revision,
              time,
            ),
            conditions,
          };
        },
        SOURCE_WRITER,
      );
    }
  }

  #reconcile(name: string): void {
    const reference = this.#kustomizationReference(name);
    const instance = this.#kustomizations.get(name);
    const object = this.#store.get<Kustomization>(reference);
    if (!instance || !object || object.spec.suspend) return;
    const revision = this.#revisionOf(object);
    if (!revision) return;
    const { status } = object;
    const answers = openRequests(object as FluxSource);
    const isAsked =
      Object.keys(answers).length > 0 ||
      status?.observedGeneration !== object.metadata.generation;
    const isRunning =
      findCondition(status?.conditions, 'Reconciling')?.status === 'True';
    if (status?.lastAttemptedRevision !== revision || (isAsked && !isRunning)) {
      this.#begin(reference, revision, answers);
    } else if (isRunning || status?.lastAppliedRevision !== revision) {
      this.#applyAndAwait(reference, instance, revision, answers);
    } else if (this.#clock.now() >= (this.nextRun(name) ?? Infinity)) {
      this.#applyAndAwait(reference, instance, revision, answers, true);
    }
  }

  #revisionOf(object: Kustomization | undefined): string | undefined {
    return this.#store.get<FluxSource>({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: object?.spec.sourceRef.name ?? '',
    })?.status?.artifact?.revision;
  }

  #begin(
    reference: ObjectReference,
    revision: string,
    answers: Record<string, string>,
  ): void {
    const time = toTimestamp(this.#clock.now());
    this.#store.update<Kustomization>(
      reference,
      draft => {
        const generation = draft.metadata.generation ?? 1;
        const message = `Fetching manifests for revision ${revision} with a timeout of 5m0s`;
        let conditions = setCondition(
          draft.status?.conditions,
          fluxCondition(
            'Reconciling',
            'True',
            'Progressing',
            message,
            time,
            generation,
          ),
          time,
        );
        conditions = setCondition(
          conditions,
          fluxCondition(
            'Ready',
            'Unknown',
            'Progressing',
            'Reconciliation in progress',
            time,
            generation,
          ),
          time,
        );
        draft.status = {
          ...draft.status,
          ...answers,
          conditions,
          lastAttemptedRevision: revision,
        };
      },
      KUSTOMIZE_WRITER,
    );
  }

  /**
   * @param isAtInterval - a run that nothing new asked for: it begins and ends within a
   *   tick, but its conditions have been unknown in between (`MarkUnknown` in `reconcile`
   *   of kustomization_controller.go), so that they are of now
   */
  #applyAndAwait(
    reference: ObjectReference,
    instance: Instance,
    revision: string,
    answers: Record<string, string>,
    isAtInterval = false,
  ): void {
    this.#schedule.ran(this.#keyOf(reference.name), this.#clock.now());
    const time = toTimestamp(this.#clock.now());
    if (instance.binding?.problem !== undefined) {
      this.#fail(reference, revision, answers, {
        reason: 'BuildFailed',
        message: `kustomize build failed: ${instance.binding.problem}`,
      });
      return;
    }
    const manifests = instance.manifests(instance.desiredVersion);
    const refusal = this.#apply(manifests);
    if (refusal !== undefined) {
      this.#fail(reference, revision, answers, {
        reason: 'ReconciliationFailed',
        message: refusal,
      });
      return;
    }
    const unhealthy = this.#unhealthyOf(manifests);
    const isHealthy = unhealthy.length === 0;
    if (!isHealthy && this.#isLate(reference.name, revision)) {
      this.#fail(reference, revision, answers, {
        reason: 'HealthCheckFailed',
        message: `health check failed after 5m0s: timeout waiting for: [${unhealthy.join(
          ', ',
        )}]`,
      });
      return;
    }
    this.#store.update<Kustomization>(
      reference,
      draft => {
        const generation = draft.metadata.generation ?? 1;
        const { status = {} } = draft;
        if (!isHealthy) {
          const message = `Running health checks for revision ${revision} with a timeout of 5m0s`;
          draft.status = {
            ...status,
            ...answers,
            conditions: setCondition(
              status.conditions,
              fluxCondition(
                'Reconciling',
                'True',
                'Progressing',
                message,
                time,
                generation,
              ),
              time,
            ),
          };
          return;
        }
        let conditions = withoutConditions(status.conditions, 'Reconciling');
        conditions = setCondition(
          conditions,
          fluxCondition(
            'Ready',
            'True',
            'ReconciliationSucceeded',
            `Applied revision: ${revision}`,
            time,
            generation,
          ),
          time,
        );
        conditions = setCondition(
          conditions,
          fluxCondition(
            'Healthy',
            'True',
            'Succeeded',
            'Health check passed',
            time,
            generation,
          ),
          time,
        );
        draft.status = {
          ...status,
          ...answers,
          observedGeneration: generation,
          conditions: isAtInterval
            ? conditions.map(condition => ({
                ...condition,
                lastTransitionTime: time,
              }))
            : conditions,
          lastAppliedRevision: revision,
          lastAttemptedRevision: revision,
          history: recordRun(draft, revision, time),
        };
      },
      KUSTOMIZE_WRITER,
    );
  }

  /**
   * Applies in one stage: nothing is changed unless the dry run of all succeeds.
   *
   * @returns why the API server refuses one of them, in Flux's words
   */
  #apply(manifests: readonly KubernetesObject[]): string | undefined {
    const due = manifests.filter(manifest => {
      const { apiVersion, kind, metadata } = manifest;
      const { namespace, name } = metadata;
      const live = this.#store.get({ apiVersion, kind, namespace, name });
      return !isLeftAlone(manifest, live);
    });
    for (const manifest of due) {
      const refusal = this.#store.admission.refusalOf(manifest);
      if (refusal !== undefined) {
        const { namespace, name } = manifest.metadata;
        return `${manifest.kind}/${namespace}/${name} dry-run failed: ${refusal}`;
      }
    }
    for (const manifest of due) kustomizeApply(this.#store, manifest);
    return undefined;
  }

  /** What the health check of a run still waits for, in its words. */
  #unhealthyOf(manifests: readonly KubernetesObject[]): string[] {
    return manifests.flatMap(({ apiVersion, kind, metadata }) => {
      const { namespace, name } = metadata;
      const live = this.#store.get({ apiVersion, kind, namespace, name });
      const health = live && workloadHealth(live);
      if (health === undefined || health === 'Healthy') return [];
      const status = health === 'Degraded' ? 'Failed' : 'InProgress';
      return [`${kind}/${namespace}/${name} status: '${status}'`];
    });
  }

  /** Whether the health check of a revision has taken its whole timeout. */
  #isLate(name: string, revision: string): boolean {
    const now = this.#clock.now();
    const check = this.#checks.get(name);
    if (check?.revision !== revision) {
      this.#checks.set(name, { revision, since: now });
      return false;
    }
    return now - check.since > HEALTH_CHECK_TIMEOUT_MS;
  }

  /** What was applied before stays, and it is tried again: the status says both. */
  #fail(
    reference: ObjectReference,
    revision: string,
    answers: Record<string, string>,
    { reason, message }: { reason: string; message: string },
  ): void {
    const time = toTimestamp(this.#clock.now());
    this.#store.update<Kustomization>(
      reference,
      draft => {
        const generation = draft.metadata.generation ?? 1;
        const { status = {} } = draft;
        const isKnown =
          findCondition(status.conditions, 'Ready')?.message === message;
        let conditions = setCondition(
          status.conditions,
          fluxCondition(
            'Reconciling',
            'True',
            'ProgressingWithRetry',
            `Detecting drift for revision ${revision} with a timeout of 5m0s`,
            time,
            generation,
          ),
          time,
        );
        conditions = setCondition(
          conditions,
          fluxCondition('Ready', 'False', reason, message, time, generation),
          time,
        );
        draft.status = {
          ...status,
          ...answers,
          conditions,
          lastAttemptedRevision: revision,
          ...(!isKnown && {
            history: recordRun(draft, revision, time, reason),
          }),
        };
      },
      KUSTOMIZE_WRITER,
    );
  }

  #kustomizationReference(name: string): ObjectReference {
    return {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      namespace: 'flux-system',
      name,
    };
  }

  #releaseReference(instance: Instance): ObjectReference {
    return {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      namespace: instance.namespace,
      name: instance.component.name,
    };
  }
}

/** The history of a Kustomization after a run: of one revision all runs are one entry. */
function recordRun(
  { metadata: { name }, status = {} }: Kustomization,
  revision: string,
  time: string,
  outcome = 'ReconciliationSucceeded',
): JsonObject[] {
  const digest = `sha256:${sha256For(name, revision)}`;
  const [last, ...older] = status.history ?? [];
  const isSame = last?.digest === digest;
  return [
    {
      digest,
      firstReconciled: isSame ? last.firstReconciled : time,
      lastReconciled: time,
      lastReconciledDuration: '1.4s',
      lastReconciledStatus: outcome,
      totalReconciliations: isSame ? Number(last.totalReconciliations) + 1 : 1,
      metadata: { revision },
    },
    ...(isSame || !last ? older : [last, ...older]),
  ].slice(0, 5);
}

/** The chart version before one: a patch less, or a minor less. */
export function previousPatch(version: string): string {
  const [major, minor, patch] = version.split('.').map(Number);
  if (patch > 0) return `${major}.${minor}.${patch - 1}`;
  return minor > 0 ? `${major}.${minor - 1}.0` : version;
}
