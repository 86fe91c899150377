import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { FleetSimulator } from '../FleetSimulator';
import { call, namesOf } from '../testing/client';
import { readObjectsFolder } from './readObjectsFolder';

describe('readObjectsFolder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleet-objects-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };

  const configMap = (name: string) =>
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}\n`;

  it('reads files of several documents, lists and JSON from a tree', () => {
    write('a.yaml', `${configMap('one')}---\n${configMap('two')}---\n`);
    write(
      'deep/er/list.yaml',
      `apiVersion: v1\nkind: List\nitems:\n  - ${configMap('three')}`,
    );
    write(
      'deep/typed.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMapList',
        items: [{ metadata: { name: 'four' } }],
      }),
    );
    write('notes.txt', 'nothing to see');
    const { objects, skipped } = readObjectsFolder(folder);
    const names = objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual(['four', 'one', 'three', 'two']);
    expect(skipped).toEqual([]);
  });

  it('says what it skips, and why', () => {
    write('broken.yaml', 'a: [');
    write('broken.json', '{');
    write(
      'mixed.yaml',
      `- a list\n---\nkind: Pod\n---\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nmetadata: {}\n---\nmetadata: {name: x}\n`,
    );
    const { skipped } = readObjectsFolder(folder);
    expect(skipped.map(({ source, reason }) => `${source}: ${reason}`)).toEqual(
      [
        expect.stringMatching(/^broken\.json: not JSON: /),
        expect.stringMatching(/^broken\.yaml: not YAML: /),
        'mixed.yaml#0: not an object',
        'mixed.yaml#1: no apiVersion',
        'mixed.yaml#2: no metadata',
        'mixed.yaml#3: no metadata.name',
        'mixed.yaml#4: no kind',
      ],
    );
  });

  it('gives the same name once more a suffix, and says so', () => {
    write('a.yaml', configMap('same'));
    write('b.yaml', configMap('same'));
    write('c.yaml', configMap('same'));
    const { objects, notices, sources } = readObjectsFolder(folder);
    expect(sources.map(({ source, name }) => `${source} ${name}`)).toEqual([
      'a.yaml same',
      'b.yaml same-2',
      'c.yaml same-3',
    ]);
    const names = objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(({ metadata }) => metadata.name);
    expect(names).toEqual(['same', 'same-2', 'same-3']);
    expect(notices).toEqual([
      {
        source: 'b.yaml',
        reason: "there is a ConfigMap 'same' already; served as 'same-2'",
      },
      {
        source: 'c.yaml',
        reason: "there is a ConfigMap 'same' already; served as 'same-3'",
      },
    ]);
  });

  it('completes namespace and uid, the uid always the same, and keeps status', () => {
    write(
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nstatus: {phase: Running}\n',
    );
    write(
      'node.yaml',
      'apiVersion: v1\nkind: Node\nmetadata: {name: n, uid: given}\n',
    );
    const find = (kind: string) =>
      readObjectsFolder(folder).objects.find(object => object.kind === kind);
    expect(find('Pod')).toMatchObject({
      metadata: { namespace: 'default' },
      status: { phase: 'Running' },
    });
    expect(find('Pod')?.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(find('Pod')?.metadata.uid).toBe(find('Pod')?.metadata.uid);
    expect(find('Node')?.metadata).toEqual({ name: 'n', uid: 'given' });
  });

  it('takes plural and scope from definitions, and guesses them else', () => {
    write(
      'crds/policy.yaml',
      `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: fleetz.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Fleet, plural: fleetz}
  versions:
    - {name: v1, served: true, storage: true}
    - {name: v0, served: false, storage: false}
`,
    );
    write(
      'a.yaml',
      'apiVersion: example.com/v1\nkind: Fleet\nmetadata: {name: a}\n',
    );
    write(
      'b.yaml',
      'apiVersion: example.org/v1\nkind: Policy\nmetadata: {name: b}\n',
    );
    const { types } = readObjectsFolder(folder);
    expect(
      types.map(({ group, version, kind, plural, namespaced }) => ({
        group,
        version,
        kind,
        plural,
        namespaced,
      })),
    ).toEqual([
      {
        group: 'example.com',
        version: 'v1',
        kind: 'Fleet',
        plural: 'fleetz',
        namespaced: false,
      },
      {
        group: 'example.org',
        version: 'v1',
        kind: 'Policy',
        plural: 'policies',
        namespaced: true,
      },
    ]);
  });

  it('names a folder that it cannot read', () => {
    const missing = join(folder, 'missing');
    expect(() => readObjectsFolder(missing)).toThrow(
      `cannot read the folder '${missing}'`,
    );
  });

  it('serves what it read', async () => {
    write(
      'a.yaml',
      'apiVersion: example.org/v1\nkind: Policy\nmetadata: {name: b, namespace: teams}\nspec: {a: 1}\n',
    );
    const { objects, types } = readObjectsFolder(folder);
    const simulator = await FleetSimulator.create({
      clusters: [{ name: 'objects', objects, types }],
    });
    await simulator.start();
    try {
      const [{ url, token }] = simulator.clusters;
      const { json } = await call(`${url}/apis/example.org/v1/policies`, {
        token,
      });
      expect(namesOf(json)).toEqual(['b']);
      const namespaces = await call(`${url}/api/v1/namespaces`, { token });
      expect(namesOf(namespaces.json)).toEqual([
        'default',
        'kube-system',
        'teams',
      ]);
    } finally {
      await simulator.stop();
    }
  });
});

const corpus =
  process.env.FLEET_CORPUS ??
  resolve(__dirname, '../../../../../shared/corpus');
const isThere = existsSync(corpus);
if (!isThere) {
  process.stdout.write(
    `no corpus at '${corpus}': its objects are not served\n`,
  );
}
const describeCorpus = isThere ? describe : describe.skip;

describeCorpus('the corpus of upstream objects', () => {
  it.each(['core', 'argocd', 'flux', 'karmada', 'capi'])(
    'is served as a cluster: %s',
    async system => {
      const { objects, types, skipped } = readObjectsFolder(
        join(corpus, system),
      );
      expect(objects.length).toBeGreaterThan(5);
      for (const { reason } of skipped) expect(reason).not.toBe('');
      const simulator = await FleetSimulator.create({
        clusters: [{ name: system, objects, types }],
      });
      const { store } = simulator.cluster(system);
      expect(store.size).toBe(objects.length);
      await simulator.start();
      try {
        const [{ url, token }] = simulator.clusters;
        for (const type of store.registry.types.filter(
          ({ group }) => group !== 'metrics.k8s.io',
        )) {
          if (type.kind === 'Secret') continue;
          const base = type.group ? `apis/${type.group}` : 'api';
          const answer = await call(
            `${url}/${base}/${type.version}/${type.plural}`,
            { token },
          );
          expect(namesOf(answer.json)).toHaveLength(store.list(type).length);
        }
      } finally {
        await simulator.stop();
      }
    },
  );
});
