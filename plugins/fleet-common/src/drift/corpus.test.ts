import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { findCorpus } from './__testUtils__/corpus';
import { parsed } from './__testUtils__/objects';
import { authorOf } from './author/authorOf';
import { diffObjects } from './diff/diffObjects';
import type { Shape } from './normalise/Shape';
import { DAEMON_SET } from './normalise/shapes/daemonSet';
import { METADATA } from './normalise/shapes/common';
import { DEPLOYMENT } from './normalise/shapes/deployment';
import { STATEFUL_SET } from './normalise/shapes/statefulSet';
import { LAST_APPLIED } from './normalise/trimMetadata';

const corpus = findCorpus();
const describeCorpus = corpus ? describe : describe.skip;

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return filesBelow(path);
      return /\.(?:ya?ml|json)$/.test(name) ? [path] : [];
    });
}

function objectsOf(value: any): any[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value.items)) return [value];
  // Of a list only the list itself says of what kind it is.
  const kind = value.kind?.replace(/List$/, '');
  return objectsOf(value.items).map(item => ({
    apiVersion: value.apiVersion,
    kind,
    ...item,
  }));
}

/** Live objects with what was last applied to make them. */
function pairs(): { name: string; desired: any; live: any }[] {
  return filesBelow(corpus!)
    .filter(path => path.includes('/samples/'))
    .flatMap(path => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(LAST_APPLIED)) return [];
      return parseAllDocuments(text)
        .flatMap(document =>
          document.errors.length > 0 ? [] : objectsOf(document.toJS()),
        )
        .flatMap(live => {
          const applied = live.metadata?.annotations?.[LAST_APPLIED];
          if (typeof applied !== 'string') return [];
          try {
            const desired = JSON.parse(applied);
            const name = `${relative(corpus!, path)} ${live.kind} ${
              live.metadata.name
            }`;
            return [{ name, desired, live }];
          } catch {
            return [];
          }
        });
    });
}

describeCorpus('what was applied and what clusters made of it', () => {
  const all = corpus ? pairs() : [];

  it('is found', () => {
    expect(all.length).toBeGreaterThan(20);
  });

  it('differs where upstream changed it, and nowhere else', () => {
    const differing = all.flatMap(({ name, desired, live }) => {
      const result = diffObjects(desired, live);
      const told = result.isComparable
        ? result.differences.map(({ kind, path }) => `${kind} ${path}`)
        : [result.because];
      return told.length > 0 ? [{ name, told }] : [];
    });
    const rollouts = 'argo-rollouts/samples/argocd';
    const guestbook = [
      'missing spec.strategy.canary.steps',
      'changed spec.template.spec.containers[name=guestbook-canary].image',
    ];
    const newImage = [
      'changed spec.template.spec.containers[name=guestbook].image',
    ];
    const canary = 'Rollout/testdata/canary';
    expect(differing).toEqual([
      {
        name: `${rollouts}/${canary}/healthy_noSteps.yaml Rollout guestbook-canary`,
        told: guestbook,
      },
      {
        name: `${rollouts}/${canary}/progressing_killingOldReplicas.yaml Rollout example-rollout-canary`,
        told: ['missing spec.strategy.canary.steps'],
      },
      {
        name: `${rollouts}/${canary}/progressing_setWeightStep.yaml Rollout example-rollout-canary`,
        told: newImage,
      },
      {
        name: `${rollouts}-oracle/argoproj.io__Experiment/testdata/noStatusExperiment.yaml Experiment example-experiment`,
        told: ['changed spec.templates'],
      },
      {
        name: `${rollouts}-oracle/argoproj.io__${canary}/healthy_noSteps.yaml Rollout guestbook-canary`,
        told: guestbook,
      },
      {
        name: `${rollouts}-oracle/argoproj.io__${canary}/progressing_setWeightStep.yaml Rollout example-rollout-canary`,
        told: newImage,
      },
      {
        name: 'cert-manager/samples/argocd/Certificate/testdata/degraded_configError.yaml Certificate test-cert',
        told: ['changed spec.acme.config'],
      },
      {
        name: 'ocm-policy/samples/stolostron-console/policySet0.json PolicySet policy-set-with-1-placement',
        told: ['other-version'],
      },
    ]);
  });

  it('differs at what somebody edits, and has him for its author', () => {
    const { desired, live } = all.find(({ name }) =>
      name.includes('controller__testdata__live-deployment'),
    )!;
    expect(diffObjects(desired, live)).toMatchObject({ differences: [] });
    const edited = parsed(live);
    edited.spec.replicas = 9;
    edited.metadata.annotations['iksm-version'] = '3.0';
    edited.spec.template.spec.containers[0].resources.requests.cpu = '0.05';
    expect(diffObjects(desired, edited)).toMatchObject({
      total: 2,
      differences: [
        {
          path: 'metadata.annotations.iksm-version',
          desired: { text: '"2.0"' },
          live: { text: '"3.0"' },
        },
        { path: 'spec.replicas', desired: { text: '4' }, live: { text: '9' } },
      ],
    });
    const { managedFields } = live.metadata;
    expect(
      authorOf(managedFields, 'metadata.annotations.iksm-version'),
    ).toMatchObject({
      confidence: 'owner',
      author: { manager: 'janitor', operation: 'Apply' },
    });
    expect(authorOf(managedFields, 'spec.replicas')).toMatchObject({
      confidence: 'owner',
      author: { manager: 'argocd', operation: 'Update' },
    });
    expect(
      authorOf(
        managedFields,
        'spec.template.spec.containers[name=guestbook-ui].ports[containerPort=80,protocol=TCP].protocol',
      ),
    ).toMatchObject({ confidence: 'owner', author: { manager: 'argocd' } });
  });
});

describeCorpus('what an engine names in its status', () => {
  type Modified = {
    kind: string;
    apiVersion: string;
    namespace: string;
    name: string;
    patch?: string;
  };
  const oracle = 'fleet/samples/integration-asserted-oracle.yaml';

  /** Objects that Rancher Fleet says were modified, with the patch that it says would repair them. */
  function modified(): (Modified & { patch: string })[] {
    return parseAllDocuments(readFileSync(join(corpus!, oracle), 'utf8'))
      .flatMap(document => everyModified(document.toJS()))
      .flatMap(each =>
        each.patch && each.patch !== '{}'
          ? [{ ...each, patch: each.patch }]
          : [],
      );
  }

  function everyModified(value: any): Modified[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, each]) =>
      key === 'modifiedStatus' ? (each as Modified[]) : everyModified(each),
    );
  }

  /** A patch with another value at each of its leaves: what somebody wrote there. */
  function edited(patch: any): any {
    if (typeof patch !== 'object' || patch === null) return `not ${patch}`;
    return Object.fromEntries(
      Object.entries(patch).map(([key, each]) => [key, edited(each)]),
    );
  }

  /** The places that a patch names, as deep as a kind's objects are merged. */
  function placesOf(patch: any, path = ''): string[] {
    // A selector is one value: whoever writes it writes all of it.
    const isLeaf =
      typeof patch !== 'object' || patch === null || path.endsWith('.selector');
    return isLeaf
      ? [path]
      : Object.entries(patch).flatMap(([key, each]) =>
          placesOf(each, path ? `${path}.${key}` : key),
        );
  }

  it('is where the live object differs, and nothing else', () => {
    const all = modified();
    expect(all.length).toBeGreaterThan(0);
    for (const { kind, apiVersion, namespace, name, patch } of all) {
      const wanted = JSON.parse(patch);
      const identity = { apiVersion, kind, metadata: { namespace, name } };
      const ports = [{ port: 80, targetPort: 9376, protocol: 'TCP' }];
      const object = (over: any) => ({
        ...identity,
        ...over,
        spec: { ports, ...over.spec },
      });
      const found = diffObjects(object(wanted), object(edited(wanted)));
      expect(found).toMatchObject({ isComparable: true });
      expect(
        'differences' in found && found.differences.map(({ path }) => path),
      ).toEqual(placesOf(wanted));
    }
  });
});

describeCorpus('the lists of kinds', () => {
  type Schema = Record<string, any>;

  /** Compares shapes with definitions, and gathers what is not the same. */
  function unlike(
    schemas: Schema,
    schema: Schema,
    shape: Shape | undefined,
    path: string,
    found: string[],
    depth = 0,
  ): void {
    if (depth > 24 || path.endsWith('.status')) return;
    const resolved = schema.allOf?.[0] ?? schema;
    const definition = resolved.$ref
      ? schemas[resolved.$ref.split('/').at(-1)]
      : resolved;
    if (!definition) return;
    for (const [name, property] of Object.entries<Schema>(
      definition.properties ?? {},
    )) {
      const inner = shape?.fields?.[name];
      const at = `${path}.${name}`;
      const type = property['x-kubernetes-list-type'];
      const expected =
        type === 'map' ? property['x-kubernetes-list-map-keys'] : undefined;
      const keys = inner?.keys === 'set' ? undefined : inner?.keys;
      const isSet = inner?.keys === 'set';
      if (
        JSON.stringify(keys) !== JSON.stringify(expected) ||
        (isSet && type !== 'set')
      ) {
        found.push(`${at}: ${keys ?? inner?.keys} is ${expected ?? type}`);
      }
      const target = (property.allOf?.[0] ?? property).$ref?.split('/').at(-1);
      const isAtomic = [property, schemas[target] ?? {}].some(
        each => each['x-kubernetes-map-type'] === 'atomic',
      );
      if (isAtomic !== (inner?.isAtomic ?? false)) {
        found.push(`${at}: is ${isAtomic ? 'a whole' : 'no whole'}`);
      }
      if (property.type === 'array') {
        unlike(
          schemas,
          property.items ?? {},
          inner?.items,
          `${at}[]`,
          found,
          depth + 1,
        );
      } else {
        unlike(schemas, property, inner, at, found, depth + 1);
      }
    }
  }

  it.each<[string, Shape]>([
    ['Deployment', DEPLOYMENT],
    ['StatefulSet', STATEFUL_SET],
    ['DaemonSet', DAEMON_SET],
  ])('of a %s have the keys of its definition', (kind, shape) => {
    const { components } = JSON.parse(
      readFileSync(
        join(corpus!, 'core/crds/apis__apps__v1_openapi-excerpt.json'),
        'utf8',
      ),
    );
    const found: string[] = [];
    unlike(
      components.schemas,
      components.schemas[`io.k8s.api.apps.v1.${kind}`],
      { ...shape, fields: { ...shape.fields, metadata: METADATA } },
      kind,
      found,
    );
    expect(found).toEqual([]);
  });
});
