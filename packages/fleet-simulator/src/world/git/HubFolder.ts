import { type Clock, toTimestamp } from '../../clock';
import { BuildError } from '../../git/BuildError';
import { builtObjects } from '../../git/builtObjects';
import type { SimulatedCluster } from '../../SimulatedCluster';
import type { KubernetesObject } from '../../types';
import { applicationManifest } from '../builders/argocd';
import { resourceKey, syncedResource } from '../controllers/syncOperation';
import { trackingId } from '../controllers/TrackedObjects';
import type { Application, ApplicationStatus } from '../kinds';
import { AppliedObjects, type AppliedOutcome } from './AppliedObjects';
import type { GitSource } from './GitSource';

/** The folder, as the actions of the portal lay it out. */
const FOLDER = 'clusters';
const NAMESPACE = 'argocd';
const WRITER = {
  manager: 'argocd-application-controller',
  operation: 'Update',
} as const;

/**
 * What the Argo CD of a hub brings to the hub itself: the clusters that a repository
 * registers. An Application of its own, beside those of components.
 */
export class HubFolder {
  readonly #hub: SimulatedCluster;
  readonly #clock: Clock;
  readonly #source: GitSource;
  readonly #objects: AppliedObjects;
  #revision: string | undefined;

  constructor(hub: SimulatedCluster, clock: Clock, source: GitSource) {
    this.#hub = hub;
    this.#clock = clock;
    this.#source = source;
    this.#objects = new AppliedObjects(
      hub.store,
      'argocd-controller',
      object => ({
        annotations: {
          'argocd.argoproj.io/tracking-id': trackingId(FOLDER, object),
        },
      }),
    );
  }

  /** Makes the Application, which has brought already what is there. */
  load(): void {
    this.#hub.store.create(
      applicationManifest({
        name: FOLDER,
        namespace: NAMESPACE,
        source: {
          repoURL: this.#source.url,
          path: FOLDER,
          targetRevision: 'main',
        },
        targetNamespace: NAMESPACE,
        selfHeal: true,
      }),
      { manager: 'kubectl-client-side-apply', operation: 'Update' },
    );
    this.tick();
  }

  tick(): void {
    const { revision, snapshot } = this.#source;
    if (revision === this.#revision) return;
    this.#revision = revision;
    try {
      const outcome = this.#objects.apply(
        builtObjects(snapshot, FOLDER),
        NAMESPACE,
      );
      this.#report(outcome);
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      this.#complain(error.message);
    }
  }

  #report({ applied, refused }: AppliedOutcome): void {
    const { revision } = this.#source;
    const time = toTimestamp(this.#clock.now());
    const isWell = refused.size === 0;
    const message = isWell
      ? 'successfully synced (all tasks run)'
      : `one or more objects failed to apply, reason: ${[
          ...refused.values(),
        ].join(',')}`;
    this.#update(({ spec, status }) => {
      const { source } = spec;
      const history = status?.history ?? [];
      return {
        sync: {
          status: isWell ? 'Synced' : 'OutOfSync',
          revision,
          comparedTo: { source, destination: spec.destination },
        },
        health: status?.health ?? {
          status: 'Healthy',
          lastTransitionTime: time,
        },
        resources: applied.map(object => ({
          ...resourceKey(object),
          status: refused.has(object) ? 'OutOfSync' : 'Synced',
        })),
        summary: {},
        history: isWell
          ? [
              ...history,
              {
                id: (history[history.length - 1]?.id ?? -1) + 1,
                revision,
                deployStartedAt: time,
                deployedAt: time,
                source,
                initiatedBy: { automated: true },
              },
            ].slice(-10)
          : history,
        operationState: {
          phase: isWell ? 'Succeeded' : 'Failed',
          message,
          startedAt: time,
          finishedAt: time,
          operation: {
            initiatedBy: { automated: true },
            sync: { revision, prune: true },
          },
          syncResult: {
            revision,
            source,
            resources: applied.map(object =>
              syncedResource(object, refused.get(object)),
            ),
          },
        },
        reconciledAt: time,
        sourceType: 'Kustomize',
        controllerNamespace: NAMESPACE,
      };
    });
  }

  /** What was brought before stays. */
  #complain(problem: string): void {
    const time = toTimestamp(this.#clock.now());
    this.#update(({ status }) => ({
      ...(status ?? { health: { status: 'Missing' } }),
      sync: { ...status?.sync, status: 'Unknown' },
      conditions: [
        {
          type: 'ComparisonError',
          message: `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${problem}`,
          lastTransitionTime: time,
        },
      ],
      reconciledAt: time,
    }));
  }

  #update(statusOf: (draft: Application) => ApplicationStatus): void {
    this.#hub.store.update<Application>(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        namespace: NAMESPACE,
        name: FOLDER,
      },
      draft => {
        draft.status = statusOf(draft);
      },
      WRITER,
    );
  }
}

/** The Secrets of an Argo CD that are of clusters, whoever made them. */
export function clusterSecretsOf(hub: SimulatedCluster): KubernetesObject[] {
  return hub.store
    .all('v1', 'Secret')
    .filter(
      ({ metadata }) =>
        metadata.namespace === NAMESPACE &&
        metadata.labels?.['argocd.argoproj.io/secret-type'] === 'cluster',
    );
}
