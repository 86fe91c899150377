import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import { whyNotAllowed, type AllowedPaths } from '../../allowed';
import { checkLabel, type Manifest } from '../../clusters';
import { editManifest, openObject } from '../../manifests';
import type { Changes } from '../../workspace';
import {
  groupOf,
  mapsOf,
  objectOf,
  parseDocuments,
  textsOf,
  type Json,
} from '../../yaml';
import { need } from '../need';
import type { Placed, Placement } from '../Placement';
import { writeNew } from '../writeNew';
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
        ...(await override(placement, changes, allowed, file, done.placed)),
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

/** Of clusters that have it already nothing is overridden anew. */
async function override(
  placement: Placement,
  changes: Changes,
  allowed: AllowedPaths,
  policy: string,
  clusters: readonly string[],
): Promise<string[]> {
  const [overriders, selectors] = [
    overridersOf(placement),
    await selectorsIn(placement, changes, policy),
  ];
  if (clusters.length === 0) return [];
  const { replicas } = placement.overrides ?? {};
  if (replicas !== undefined) checkReplicas(selectors, replicas, allowed);
  const { name, namespace, folder } = placement;
  const rule = { targetCluster: { clusterNames: [...clusters] }, overriders };
  const texts = [policy, overridesFile(policy, name)];
  for (const file of texts) {
    const text = await changes.read(file);
    if (text === undefined || !hasOverrides(text, name)) continue;
    const manifest = openObject(
      file,
      text,
      ['OverridePolicy.policy.karmada.io'],
      { name, ...(namespace ? { namespace } : {}) },
    );
    const at = ['spec', 'overrideRules'];
    const rules = manifest.value(at);
    const other = mapsOf(rules).find(({ map }) =>
      textsOf(
        (map.targetCluster as { clusterNames?: Json } | undefined)
          ?.clusterNames,
      ).some(each => clusters.includes(each)),
    );
    if (other) {
      throw new ConflictError(
        `'${[...at, other.index].join(
          '.',
        )}' in '${file}' overrides something of one of these clusters already. It is left as it is: edit it by hand, or leave 'overrides' out.`,
      );
    }
    if (!Array.isArray(rules)) {
      throw new InputError(`'${file}' has no 'spec.overrideRules'.`);
    }
    manifest.set([...at, rules.length], rule as Json);
    changes.write(file, manifest.text);
    return [`'${file}' has a rule for what is new.`];
  }
  const file = overridesFile(policy, name);
  if ((await changes.read(file)) !== undefined) {
    throw new ConflictError(
      `There is a file '${file}' already, and it has no OverridePolicy '${name}'. It is not overwritten.`,
    );
  }
  return writeNew(changes, folder, file, [
    {
      apiVersion: API,
      kind: 'OverridePolicy',
      metadata: { name, namespace: namespaceOf(placement) },
      spec: { resourceSelectors: selectors, overrideRules: [rule] },
    },
  ]);
}

function overridesFile(policy: string, name: string): string {
  return path.posix.join(path.posix.dirname(policy), `${name}-overrides.yaml`);
}

function hasOverrides(text: string, name: string): boolean {
  const documents = parseDocuments(text);
  return (
    !('because' in documents) &&
    documents.some(({ document }) => {
      const object = objectOf(document);
      return object?.kind === 'OverridePolicy' && object.name === name;
    })
  );
}

function overridersOf({ overrides = {} }: Placement) {
  const { registry, tag, replicas } = overrides;
  const images = [
    ...(registry ? [{ component: 'Registry', value: registry }] : []),
    ...(tag ? [{ component: 'Tag', value: tag }] : []),
  ].map(each => ({ ...each, operator: 'replace' }));
  if (images.length === 0 && replicas === undefined) {
    throw new InputError(
      "'overrides' has neither a 'registry' nor a 'tag' nor 'replicas'.",
    );
  }
  return {
    ...(images.length > 0 ? { imageOverrider: images } : {}),
    ...(replicas === undefined
      ? {}
      : {
          plaintext: [
            { path: '/spec/replicas', operator: 'replace', value: replicas },
          ],
        }),
  };
}

/** The same as of the policy: what it places is what is overridden. */
async function selectorsIn(
  { name, namespace }: Placement,
  changes: Changes,
  policy: string,
): Promise<Json> {
  const text = (await changes.read(policy)) ?? '';
  const manifest = openObject(
    policy,
    text,
    ['PropagationPolicy', 'ClusterPropagationPolicy'].map(
      each => `${each}.policy.karmada.io`,
    ),
    { name, ...(namespace ? { namespace } : {}) },
  );
  return manifest.value(['spec', 'resourceSelectors']) ?? [];
}

function checkReplicas(
  selectors: Json,
  replicas: number,
  allowed: AllowedPaths,
): void {
  for (const { map } of mapsOf(selectors)) {
    const resource = { kind: `${map.kind}`, group: groupOf(map.apiVersion) };
    const because = whyNotAllowed(
      allowed,
      resource,
      [{ field: 'spec' }, { field: 'replicas' }],
      replicas,
    );
    if (because) {
      throw new InputError(
        `'overrides.replicas' is not written, as the policy is of ${resource.kind} as well: ${because}`,
      );
    }
  }
}
