import { ConflictError, InputError } from '@backstage/errors';
import type { AllowedPaths } from '../../allowed';
import { checkLabel, type Manifest } from '../../clusters';
import { editManifest, openObject } from '../../manifests';
import type { Changes } from '../../workspace';
import { groupOf, mapsOf, type Json } from '../../yaml';
import { need } from '../need';
import type { Placed, Placement } from '../Placement';
import { writeNew } from '../writeNew';
import { overrideOn } from './karmadaOverrides';
import type { MethodRules } from './MethodRules';

/** As Karmada takes names of clusters. */
const LONGEST = 48;
const API = 'policy.karmada.io/v1alpha1';

/** A PropagationPolicy of Karmada, and an OverridePolicy where clusters get something else. */
export const karmada: MethodRules = {
  takes: ['file', 'name', 'namespace', 'resources', 'overrides'],
  needs: ['file'],
  checkCluster: name => void checkLabel('clusters', name, LONGEST),
  async place(placement, changes, allowed): Promise<Placed> {
    const file = need(placement, 'file', 'it is the one of the policy.');
    const text = await changes.read(file);
    const done =
      text === undefined
        ? await writePolicy(placement, changes, file)
        : addTo(placement, { changes, allowed, file, text });
    if (placement.overrides) {
      done.notes.push(
        ...(await overrideOn(placement, changes, allowed, file, done.placed)),
      );
    }
    return done;
  },
};

function selectorsOf(placement: Placement) {
  const resources = need(
    placement,
    'resources',
    'the file is not there, and a new policy has to say what it is of.',
  );
  const { namespace } = placement;
  return resources.map(each => ({
    ...each,
    ...(namespace ? { namespace } : {}),
  }));
}

function namespaceOf(placement: Placement): string {
  return need(
    placement,
    'namespace',
    'a new policy is of the namespace of what it places.',
  );
}

async function writePolicy(
  placement: Placement,
  changes: Changes,
  file: string,
): Promise<Placed> {
  const { name, clusters, folder } = placement;
  const made: Manifest = {
    apiVersion: API,
    kind: 'PropagationPolicy',
    metadata: { name, namespace: namespaceOf(placement) },
    spec: {
      // What they refer to, as ConfigMaps and Secrets, goes with them.
      propagateDeps: true,
      resourceSelectors: selectorsOf(placement),
      placement: {
        clusterAffinity: { clusterNames: [...clusters] },
        // Each cluster has all of it; else Karmada may divide what there is.
        replicaScheduling: { replicaSchedulingType: 'Duplicated' },
      },
    },
  };
  return {
    placed: [...clusters],
    notes: [
      ...(await writeNew(changes, folder, file, [made])),
      'Each cluster gets as many replicas as the resource says.',
    ],
  };
}

function addTo(
  { name, namespace, clusters, resources }: Placement,
  there: {
    changes: Changes;
    allowed: AllowedPaths;
    file: string;
    text: string;
  },
): Placed {
  const { changes, allowed, file } = there;
  const kinds = ['PropagationPolicy', 'ClusterPropagationPolicy'] as const;
  const which = { name, ...(namespace ? { namespace } : {}) };
  const opened = openObject(
    file,
    there.text,
    kinds.map(each => `${each}.policy.karmada.io`),
    which,
  );
  const kind = kinds.find(each => each === opened.value(['kind']));
  if (!kind) throw new InputError(`'${file}' has no policy.`);
  checkSelects(opened.value(['spec', 'resourceSelectors']), resources, file);
  const done: Placed = { placed: [], notes: [] };
  let { text } = there;
  for (const cluster of clusters) {
    const edited = editManifest(
      {
        edit: 'karmada-placement',
        file,
        kind,
        ...which,
        clusters: { add: [cluster] },
      },
      text,
      allowed,
    );
    text = edited.text;
    if (edited.changed.length > 0) done.placed.push(cluster);
    else {
      done.notes.push(
        `'${file}' places on '${cluster}' already, and stays as it is.`,
      );
    }
  }
  const scheduling = opened.value(['spec', 'placement', 'replicaScheduling']);
  const isDivided =
    typeof scheduling === 'object' &&
    (scheduling as { [key: string]: Json })?.replicaSchedulingType ===
      'Divided';
  if (isDivided && done.placed.length > 0) {
    done.notes.push(
      `The policy in '${file}' divides replicas among its clusters: those that have it now get fewer.`,
    );
  }
  if (text !== there.text) changes.write(file, text);
  return done;
}

function checkSelects(
  selectors: Json | undefined,
  resources: Placement['resources'],
  file: string,
): void {
  const missing = resources?.find(
    each =>
      !mapsOf(selectors).some(
        ({ map }) =>
          map.kind === each.kind &&
          groupOf(map.apiVersion) === groupOf(each.apiVersion) &&
          (map.name === undefined || map.name === each.name),
      ),
  );
  if (missing) {
    throw new ConflictError(
      `The policy in '${file}' is not of ${missing.kind} '${missing.name}' ('spec.resourceSelectors'). Name the one that is, or add it by hand.`,
    );
  }
}
