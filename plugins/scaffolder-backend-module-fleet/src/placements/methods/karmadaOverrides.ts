import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError } from '@backstage/errors';
import { whyNotAllowed, type AllowedPaths } from '../../allowed';
import { openObject, type Manifest } from '../../manifests';
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
import type { Placement } from '../Placement';
import { writeNew } from '../writeNew';

const POLICIES = ['PropagationPolicy', 'ClusterPropagationPolicy'];

/**
 * Has what a policy of Karmada places be different on some clusters: by a rule of an
 * OverridePolicy that is there, in the file of the policy or beside it, or of a new one.
 *
 * @param file - that of the policy
 * @param clusters - those that are new; of others nothing is overridden anew
 * @returns sentences for whoever reviews it
 * @throws ConflictError where something is overridden there already
 */
export async function overrideOn(
  placement: Placement,
  changes: Changes,
  allowed: AllowedPaths,
  file: string,
  clusters: readonly string[],
): Promise<string[]> {
  const overriders = overridersOf(placement);
  if (clusters.length === 0) return [];
  const { name, namespace, folder, overrides } = placement;
  const which = { name, ...(namespace ? { namespace } : {}) };
  const policy = openObject(
    file,
    (await changes.read(file)) ?? '',
    POLICIES.map(each => `${each}.policy.karmada.io`),
    which,
  );
  const selectors = policy.value(['spec', 'resourceSelectors']) ?? [];
  if (overrides?.replicas !== undefined) {
    checkReplicas(selectors, overrides.replicas, allowed);
  }
  // What is of no namespace is overridden by what is of none.
  const isOfAll = policy.value(['kind']) === 'ClusterPropagationPolicy';
  const kind = isOfAll ? 'ClusterOverridePolicy' : 'OverridePolicy';
  const rule = { targetCluster: { clusterNames: [...clusters] }, overriders };
  const beside = path.posix.join(
    path.posix.dirname(file),
    `${name}-overrides.yaml`,
  );
  for (const own of [file, beside]) {
    const text = await changes.read(own);
    if (text === undefined || !hasObject(text, kind, name)) continue;
    const there = openObject(own, text, [`${kind}.policy.karmada.io`], which);
    addRule(there, rule, clusters);
    changes.write(own, there.text);
    const isSame = isDeepStrictEqual(
      there.value(['spec', 'resourceSelectors']),
      selectors,
    );
    return [
      `'${own}' has a rule for what is new.`,
      ...(isSame
        ? []
        : [
            `The ${kind} in '${own}' is not of the same resources as the policy in '${file}': what it is not of stays as everywhere.`,
          ]),
    ];
  }
  if ((await changes.read(beside)) !== undefined) {
    throw new ConflictError(
      `There is a file '${beside}' already, and it has no ${kind} '${name}'. It is not overwritten.`,
    );
  }
  const ownNamespace = isOfAll
    ? undefined
    : policy.value(['metadata', 'namespace']) ??
      need(placement, 'namespace', 'a new policy is of that of what it is of.');
  return writeNew(changes, folder, beside, [
    {
      apiVersion: 'policy.karmada.io/v1alpha1',
      kind,
      metadata: {
        name,
        ...(ownNamespace ? { namespace: `${ownNamespace}` } : {}),
      },
      spec: { resourceSelectors: selectors, overrideRules: [rule] },
    },
  ]);
}

function addRule(
  there: Manifest,
  rule: Json,
  clusters: readonly string[],
): void {
  const at = ['spec', 'overrideRules'];
  const rules = there.value(at);
  if (!Array.isArray(rules)) {
    throw new InputError(`'${there.file}' has no 'spec.overrideRules'.`);
  }
  const other = mapsOf(rules).find(({ map }) =>
    textsOf(
      (map.targetCluster as { clusterNames?: Json } | undefined)?.clusterNames,
    ).some(each => clusters.includes(each)),
  );
  if (other) {
    throw new ConflictError(
      `'${[...at, other.index].join('.')}' in '${
        there.file
      }' overrides something of one of these clusters already. It is left as it is: edit it by hand, or leave 'overrides' out.`,
    );
  }
  there.set([...at, rules.length], rule);
}

function hasObject(text: string, kind: string, name: string): boolean {
  const documents = parseDocuments(text);
  return (
    !('because' in documents) &&
    documents.some(({ document }) => {
      const object = objectOf(document);
      return object?.kind === kind && object.name === name;
    })
  );
}

function overridersOf({ overrides = {} }: Placement): Record<string, Json> {
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
