import { InputError } from '@backstage/errors';
import type { PathStep } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod/v3';
import { whyNotAllowed, type AllowedPaths } from '../../allowed';
import {
  groupOf,
  mapsOf,
  textOf,
  textsOf,
  type Json,
  type YamlPath,
} from '../../yaml';
import type { Manifest } from '../Manifest';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { refuseSecrets } from '../shared/refuseSecrets';
import { digest, imageName, object, objectName, tag } from '../shared/words';

const IMAGE_PARTS = {
  Tag: z.union([tag, digest]),
  Registry: z
    .string()
    .max(253)
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/,
      'is no registry',
    ),
  Repository: imageName,
};

/** What a policy of Karmada overrides on some clusters. */
export const karmadaOverride = defineEdit({
  name: 'karmada-override',
  description:
    "Sets 'imageOverrider' and 'plaintext' overriders of one rule of an OverridePolicy or ClusterOverridePolicy of Karmada.",
  fileKind: 'objects',
  input: {
    kind: z
      .enum(['OverridePolicy', 'ClusterOverridePolicy'])
      .describe('The kind of the policy.'),
    ...object,
    clusters: z
      .array(objectName)
      .min(1)
      .max(1000)
      .describe(
        "The rule that is of these clusters ('targetCluster.clusterNames') and of no others; the one that is of all where it is absent.",
      )
      .optional(),
    image: z
      .object({
        component: z.enum(['Tag', 'Registry', 'Repository']),
        value: z.string().min(1).max(255),
        path: z.string().max(1000).describe("Its 'predicate.path'.").optional(),
      })
      .strict()
      .describe('The part of images that is replaced; one is added if need be.')
      .optional(),
    plaintext: z
      .array(
        z
          .object({
            path: z
              .string()
              .max(1000)
              .regex(/^(?:\/[^/]+)+$/, "is no pointer, as in '/spec/replicas'"),
            value: z.union([z.string(), z.number(), z.boolean()]),
            add: z.boolean().describe('Whether it may be added.').optional(),
          })
          .strict(),
      )
      .min(1)
      .max(100)
      .describe('Fields by their pointers.')
      .optional(),
  },
  apply(wanted, text, allowed) {
    const { file, kind, image, plaintext } = wanted;
    if (!image && !plaintext) {
      throw new InputError("There is neither an 'image' nor 'plaintext'.");
    }
    const manifest = openObject(
      file,
      text,
      [`${kind}.policy.karmada.io`],
      wanted,
    );
    const at = [...ruleAt(manifest, wanted.clusters), 'overriders'];
    if (image) setImagePart(manifest, [...at, 'imageOverrider'], image);
    for (const each of plaintext ?? []) {
      setField(manifest, [...at, 'plaintext'], each, allowed);
    }
    return {
      manifest,
      what: `${manifest.value(['metadata', 'name'])}: ${[
        image && `${image.component} is ${image.value}`,
        ...(plaintext ?? []).map(({ path, value }) => `${path} is ${value}`),
      ]
        .filter(Boolean)
        .join(', ')}`,
    };
  },
});

function ruleAt(manifest: Manifest, clusters?: readonly string[]): YamlPath {
  const { file } = manifest;
  const rules = ['spec', 'overrideRules'];
  const found = mapsOf(manifest.value(rules)).filter(({ index }) => {
    const target = [...rules, index, 'targetCluster'];
    if (!clusters) return !manifest.has(target);
    const names = textsOf(manifest.value([...target, 'clusterNames']));
    const isByMore = ['labelSelector', 'fieldSelector', 'exclude'].some(key =>
      manifest.has([...target, key]),
    );
    return !isByMore && isSameSet(names, clusters);
  });
  const [first, ...others] = found;
  if (!first || others.length > 0) {
    throw new InputError(
      `'spec.overrideRules' in '${file}' has ${found.length || 'no'} rule${
        others.length > 0 ? 's' : ''
      } that ${others.length > 0 ? 'are' : 'is'} of ${
        clusters ? clusters.map(each => `'${each}'`).join(', ') : 'all clusters'
      } and of no others. Only where there is one it is edited.`,
    );
  }
  return [...rules, first.index];
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const own = new Set(left);
  return own.size === new Set(right).size && right.every(each => own.has(each));
}

function setImagePart(
  manifest: Manifest,
  at: YamlPath,
  image: { component: keyof typeof IMAGE_PARTS; value: string; path?: string },
): void {
  const { component, value, path } = image;
  const parsed = IMAGE_PARTS[component].safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `'${value}' ${
        component === 'Tag'
          ? 'is no tag and no digest'
          : parsed.error.issues[0].message
      }.`,
    );
  }
  const list = manifest.value(at);
  const own = mapsOf(list).filter(
    ({ map }) =>
      map.component === component &&
      (map.predicate as { path?: Json } | undefined)?.path === path,
  );
  const [there] = own;
  if (own.length > 1 || (there && there.map.operator !== 'replace')) {
    throw new InputError(
      `'${at.join('.')}' in '${manifest.file}' has ${
        own.length
      } of the component '${component}', or one that does not replace it ('operator'). Edit it by hand.`,
    );
  }
  if (there) {
    manifest.set([...at, there.index, 'value'], value);
    return;
  }
  const entry = {
    component,
    operator: 'replace',
    value,
    ...(path ? { predicate: { path } } : {}),
  };
  if (Array.isArray(list)) manifest.set([...at, list.length], entry);
  else manifest.set(at, [entry]);
}

function setField(
  manifest: Manifest,
  at: YamlPath,
  field: { path: string; value: Json; add?: boolean },
  allowed: AllowedPaths,
): void {
  const { path, value, add = false } = field;
  const refuse = (because: string) =>
    new InputError(
      `'${path}' in '${manifest.file}' is not changed: ${because}`,
    );
  const steps = stepsOf(path);
  const selectors = mapsOf(manifest.value(['spec', 'resourceSelectors']));
  if (selectors.length === 0) {
    throw refuse(
      "The policy is of objects of any kind ('spec.resourceSelectors' has none).",
    );
  }
  for (const { map } of selectors) {
    const resource = {
      kind: textOf(map.kind),
      group: groupOf(map.apiVersion),
    };
    const because =
      whyNotAllowed(allowed, resource, steps, value) ??
      refuseSecrets(steps, value);
    if (because) throw refuse(because);
  }
  const list = manifest.value(at);
  const own = mapsOf(list).filter(({ map }) => map.path === path);
  const [there] = own;
  if (own.length > 1 || there?.map.operator === 'remove') {
    throw refuse('Several of the rule are of it, or one removes it.');
  }
  if (there) {
    manifest.set([...at, there.index, 'value'], value);
    return;
  }
  if (!add) {
    throw refuse(
      "It is not there. Correct the path, or say 'add: true' where it is meant to be new.",
    );
  }
  const entry = { path, operator: 'replace', value };
  if (Array.isArray(list)) manifest.set([...at, list.length], entry);
  else manifest.set(at, [entry]);
}

/** A pointer (RFC 6901) names items of lists by where they stand. */
function stepsOf(pointer: string): PathStep[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => {
      const field = part.replaceAll('~1', '/').replaceAll('~0', '~');
      return /^(?:\d+|-)$/.test(field) ? { keys: [['', field]] } : { field };
    });
}
