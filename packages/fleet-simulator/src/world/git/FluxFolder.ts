import path from 'node:path';
import { type Clock, toTimestamp } from '../../clock';
import { BuildError } from '../../git/BuildError';
import { builtObjects } from '../../git/builtObjects';
import { hasFolder } from '../../git/GitSnapshot';
import type { ObjectStore } from '../../store/ObjectStore';
import type { Condition, KubernetesObject } from '../../types';
import { fluxCondition, inventoryEntry } from '../builders/flux';
import { setCondition } from '../conditions';
import type { FluxController } from '../controllers/FluxController';
import type { Kustomization } from '../kinds';
import { AppliedObjects } from './AppliedObjects';
import type { GitSource } from './GitSource';

const NAMESPACE = 'flux-system';
const ROOT = 'flux-system';
const WRITER = {
  manager: 'kustomize-controller',
  operation: 'Update',
  subresource: 'status',
} as const;

/** What came of a run of a Kustomization. */
type Run =
  | { objects: readonly KubernetesObject[] }
  | { reason: string; message: string };

/**
 * What the Flux of a cluster that was bootstrapped with `clusters/NAME` brings: the
 * Kustomizations that lie there, and what these bring in turn. Those of components are
 * made by the scenario, and not looked at here.
 */
export class FluxFolder {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #source: GitSource;
  readonly #flux: FluxController;
  readonly #folder: string;
  readonly #root: AppliedObjects;
  readonly #children = new Map<string, AppliedObjects>();
  #revision: string | undefined;

  constructor(options: {
    cluster: string;
    store: ObjectStore;
    clock: Clock;
    source: GitSource;
    flux: FluxController;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#source = options.source;
    this.#flux = options.flux;
    this.#folder = `clusters/${options.cluster}`;
    this.#root = this.#objectsOf(ROOT);
  }

  load(): void {
    this.#flux.addRepository(this.#source);
    this.tick();
  }

  tick(): void {
    const { revision } = this.#source;
    if (revision === this.#revision) return;
    this.#revision = revision;
    const run = this.#run(this.#folder, this.#root);
    this.#report(ROOT, run, { isRoot: true });
    if (!('objects' in run)) return;
    const children = run.objects.filter(
      ({ apiVersion, kind }) =>
        kind === 'Kustomization' &&
        apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'),
    ) as Kustomization[];
    const names = new Set(children.map(({ metadata }) => metadata.name));
    for (const [name, objects] of this.#children) {
      if (names.has(name)) continue;
      objects.remove();
      this.#children.delete(name);
    }
    for (const child of children) this.#reconcile(child);
  }

  #reconcile({ metadata: { name }, spec }: Kustomization): void {
    // It is for another cluster.
    if (spec?.kubeConfig !== undefined) return;
    let objects = this.#children.get(name);
    if (!objects) {
      objects = this.#objectsOf(name);
      this.#children.set(name, objects);
    }
    const folder = path.posix.join('.', String(spec?.path ?? '.'));
    const run = hasFolder(this.#source.snapshot, folder.replace(/\/$/, ''))
      ? this.#run(folder.replace(/\/$/, ''), objects)
      : {
          reason: 'ArtifactFailed',
          message: `kustomization path not found: stat /tmp/kustomization/${folder}: no such file or directory`,
        };
    this.#report(name, run, { isRoot: false });
  }

  #objectsOf(kustomization: string): AppliedObjects {
    return new AppliedObjects(this.#store, WRITER.manager, () => ({
      labels: {
        'kustomize.toolkit.fluxcd.io/name': kustomization,
        'kustomize.toolkit.fluxcd.io/namespace': NAMESPACE,
      },
    }));
  }

  #run(folder: string, target: AppliedObjects): Run {
    try {
      const built = builtObjects(this.#source.snapshot, folder);
      const { applied, refused } = target.apply(built, NAMESPACE);
      const [refusal] = refused;
      if (!refusal) return { objects: applied };
      const [{ kind, metadata }, message] = refusal;
      return {
        reason: 'ReconciliationFailed',
        message: `${kind}/${metadata.namespace}/${metadata.name} dry-run failed: ${message}`,
      };
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      return {
        reason: 'BuildFailed',
        message: `kustomize build failed: ${error.message}`,
      };
    }
  }

  #report(name: string, run: Run, { isRoot }: { isRoot: boolean }): void {
    const time = toTimestamp(this.#clock.now());
    const revision = `main@sha1:${this.#source.revision}`;
    this.#store.update<Kustomization>(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        namespace: NAMESPACE,
        name,
      },
      draft => {
        const generation = draft.metadata.generation ?? 1;
        const { status = {} } = draft;
        const condition: Condition =
          'objects' in run
            ? fluxCondition(
                'Ready',
                'True',
                'ReconciliationSucceeded',
                `Applied revision: ${revision}`,
                time,
                generation,
              )
            : fluxCondition(
                'Ready',
                'False',
                run.reason,
                run.message,
                time,
                generation,
              );
        draft.status = {
          ...status,
          observedGeneration: generation,
          conditions: setCondition(status.conditions, condition, time),
          lastAttemptedRevision: revision,
          ...('objects' in run && {
            lastAppliedRevision: revision,
            // What the root has brought besides is told by the engine itself.
            ...(!isRoot && {
              inventory: { entries: run.objects.map(inventoryEntry) },
            }),
          }),
        };
      },
      WRITER,
    );
  }
}
