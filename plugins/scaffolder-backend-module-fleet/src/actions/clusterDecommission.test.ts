import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { REGISTRATIONS } from '../clusters/__testUtils__/registrations';
import {
  countsOf,
  detailOf,
  fleetOf,
} from '../decommission/__testUtils__/fleet';
import { PROVISIONS } from '../provision/__testUtils__/provisions';
import { examples } from './clusterDecommission.examples';
import {
  createClusterDecommissionAction,
  createClusterProvisionAction,
  createClusterRegisterAction,
} from '.';

const { run, read, directory } = workspaces();
const empty = createClusterDecommissionAction(fleetOf(detailOf()));
const NAME = 'prod-euw1-a';
const CATALOG = `catalog/clusters/${NAME}.yaml`;
const ARGO = `clusters/${NAME}/argocd-cluster.yaml`;
const SURE = { confirm: NAME, reason: 'It burned down.' };

type Files = Record<string, string>;

const inRepository = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([file, text]) => [`repository/${file}`, text]),
  );

/** A repository with what an action wrote into it, over what was there. */
async function after(
  output: Record<string, unknown>,
  files: Files = {},
): Promise<Files> {
  const written = await Promise.all(
    (output.written as string[]).map(
      async file => [file, await read(`changes/${file}`)] as const,
    ),
  );
  const deleted = new Set(output.deleted as string[]);
  return Object.fromEntries(
    Object.entries<string>({
      ...files,
      ...Object.fromEntries(written),
    }).filter(([file]) => !deleted.has(file)),
  );
}

async function registered(
  input: object = REGISTRATIONS.argocd,
  before: Files = {},
) {
  const { output } = await run(createClusterRegisterAction(), input, {
    files: inRepository(before),
  });
  return after(output, before);
}

const NEIGHBOUR = {
  ...REGISTRATIONS.argocd,
  name: 'prod-euw1-b',
  server: 'https://api.prod-euw1-b.example:6443',
};
const PARENT = '# hub\nresources:\n  - other # the first\n';

describe('fleet:cluster:decommission', () => {
  it.each(Object.entries(REGISTRATIONS))(
    'takes out all that registers a cluster, with %s, and no more',
    async (_, input) => {
      const before: Files = {
        ...(await registered(NEIGHBOUR)),
        'clusters/kustomization.yaml': PARENT,
      };
      const files = await registered(input, before);
      const { output } = await run(
        empty,
        { name: NAME },
        { files: inRepository(files) },
      );
      expect(output).toMatchObject({
        changed: true,
        title: `Decommission the cluster ${NAME}`,
        branch: expect.stringMatching(
          /^fleet\/decommission-prod-euw1-a-[0-9a-f]{8}$/,
        ),
      });
      expect(output.description).toContain("The Resource 'catalog/");
      expect(output.description).toContain('no instance of a component');
      const left = await after(output, files);
      // What others may share stays: bases, and overlays that are called otherwise.
      const own = Object.fromEntries(
        Object.entries(left).filter(
          ([file]) => !/^(?:infrastructure|apps)\//.test(file),
        ),
      );
      expect(own).toEqual(before);
      expect(Object.keys(left).filter(file => file.includes(NAME))).toEqual([]);
      const again = await run(
        empty,
        { name: NAME },
        { files: inRepository(left) },
      );
      expect(again.output).toMatchObject({
        changed: false,
        branch: output.branch,
        summary: expect.stringContaining('was found to remove'),
      });
    },
  );

  it('leaves overlays that are shared, and takes out its own', async () => {
    const shared = await registered(REGISTRATIONS.flux);
    const files = await registered(
      { ...REGISTRATIONS.flux, name: 'own', overlay: undefined },
      shared,
    );
    const { output } = await run(
      createClusterDecommissionAction(fleetOf(detailOf({ name: 'own' }))),
      { name: 'own' },
      { files: inRepository(files) },
    );
    expect(await after(output, files)).toEqual(shared);
    const other = await run(
      empty,
      { name: NAME },
      { files: inRepository(files) },
    );
    expect(other.output.deleted).toEqual([
      CATALOG,
      `clusters/${NAME}/apps.yaml`,
      `clusters/${NAME}/infrastructure.yaml`,
    ]);
    expect(other.output.description).toContain(
      "'apps/overlays/production' stays: the cluster gets it",
    );
    // Another one gets what is called as this one.
    const borrowed = {
      ...files,
      'clusters/third/apps.yaml': files['clusters/own/apps.yaml'],
    };
    const kept = await run(
      createClusterDecommissionAction(fleetOf(detailOf({ name: 'own' }))),
      { name: 'own' },
      { files: inRepository(borrowed) },
    );
    expect(kept.output.deleted).not.toContain(
      'apps/overlays/own/kustomization.yaml',
    );
    expect(kept.output.deleted).toContain(
      'infrastructure/overlays/own/kustomization.yaml',
    );
    expect(kept.output.description).toContain(
      "'apps/overlays/own/kustomization.yaml' stays: 'clusters/third/apps.yaml' leads to it",
    );
  });

  it('keeps of its folder what another cluster leads to, with what that needs', async () => {
    const files = {
      ...(await registered()),
      [`clusters/${NAME}/shared/kustomization.yaml`]:
        'resources: [../common.yaml, ../library]\n',
      [`clusters/${NAME}/library/kustomization.yaml`]: 'resources: []\n',
      [`clusters/${NAME}/common.yaml`]: 'kind: ConfigMap\n',
      [`clusters/${NAME}/README.md`]: '# ours\n',
      'clusters/third/kustomization.yaml': `resources: [../${NAME}/shared]\n`,
    };
    const { output } = await run(
      empty,
      { name: NAME },
      { files: inRepository(files) },
    );
    expect(output.deleted).toEqual([
      CATALOG,
      `clusters/${NAME}/README.md`,
      ARGO,
      `clusters/${NAME}/kustomization.yaml`,
    ]);
    expect(output.written).toEqual([]);
  });

  it('takes it out of its places, with all comments', async () => {
    const places: Files = {
      'apps/set.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop }
spec:
  generators:
    - matrix:
        generators:
          - list:
              elements:
                # the first
                - cluster: ${NAME}
                - cluster: prod-euw1-b # the second
                - server: ${REGISTRATIONS.argocd.server}
                - { cluster: prod-euw1-b, name: ${NAME} }
`,
      'apps/fleet.yaml': `targetCustomizations:
  - name: a
    clusterName: ${NAME}
  # b
  - name: b
    clusterName: prod-euw1-b
`,
      'apps/repo.yaml': `apiVersion: fleet.cattle.io/v1alpha1
kind: GitRepo
metadata: { name: shop }
spec:
  targets:
    - clusterName: ${NAME}
`,
      'apps/policy.yaml': `apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: { name: shop }
spec:
  placement:
    clusterAffinity:
      clusterNames:
        - ${NAME}
        - prod-euw1-b # stays
      exclude: [${NAME}]
`,
      'apps/placement.yaml': `apiVersion: cluster.open-cluster-management.io/v1beta1
kind: Placement
metadata: { name: shop }
spec:
  predicates:
    - requiredClusterSelector:
        labelSelector:
          matchExpressions:
            - { key: name, operator: In, values: [${NAME}, prod-euw1-b] }
`,
      'catalog/all.yaml': `apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: clusters }
spec:
  targets:
    - ./clusters/${NAME}.yaml
    - ./clusters/prod-euw1-b.yaml
`,
      'clusters/hub/works.yaml': `# ours
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
---
apiVersion: work.open-cluster-management.io/v1
kind: ManifestWork
metadata: { name: shop, namespace: ${NAME} }
`,
      'apps/application.yaml': `kind: Application
spec: { destination: { name: ${NAME} } }
`,
      'apps/anchors.yaml': `apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: { name: anchors }
spec: { placement: { clusterAffinity: { clusterNames: &all [${NAME}, b] } } }
`,
      'charts/templates/a.yaml': `{{ if eq .cluster "${NAME}" }}\na: b\n  c\n`,
    };
    const files = { ...(await registered()), ...places };
    const { output } = await run(
      empty,
      { name: NAME },
      { files: inRepository(files) },
    );
    expect(output.written).toEqual([
      'apps/fleet.yaml',
      'apps/placement.yaml',
      'apps/policy.yaml',
      'apps/set.yaml',
      'catalog/all.yaml',
      'clusters/hub/works.yaml',
    ]);
    const now = await after(output, files);
    expect(now['apps/set.yaml']).toContain(
      '- cluster: prod-euw1-b # the second',
    );
    expect(
      parse(now['apps/set.yaml']).spec.generators[0].matrix.generators[0].list
        .elements,
    ).toEqual([
      { cluster: 'prod-euw1-b' },
      { cluster: 'prod-euw1-b', name: NAME },
    ]);
    expect(now['apps/fleet.yaml']).toContain('# b');
    expect(parse(now['apps/fleet.yaml']).targetCustomizations).toEqual([
      { name: 'b', clusterName: 'prod-euw1-b' },
    ]);
    expect(parse(now['apps/policy.yaml']).spec.placement).toEqual({
      clusterAffinity: { clusterNames: ['prod-euw1-b'], exclude: [] },
    });
    expect(now['apps/policy.yaml']).toContain('# stays');
    expect(now['apps/placement.yaml']).toContain('[ prod-euw1-b ]');
    expect(parse(now['catalog/all.yaml']).spec.targets).toEqual([
      './clusters/prod-euw1-b.yaml',
    ]);
    expect(now['clusters/hub/works.yaml']).toMatch(/^# ours/);
    expect(now['clusters/hub/works.yaml']).not.toContain('ManifestWork');
    const description = `${output.description}`;
    for (const words of [
      "The ManifestWork 'shop' in 'clusters/hub/works.yaml'",
      "'spec.targets' of GitRepo shop in 'apps/repo.yaml' names only this cluster, and stays",
      "'apps/application.yaml' still names the cluster",
      "'apps/anchors.yaml' may name the cluster, and stays",
      "'charts/templates/a.yaml' may name the cluster, and stays",
      "'apps/set.yaml' still names the cluster",
    ]) {
      expect(description).toContain(words);
    }
  });

  it('takes its lines out of kustomizations, and leaves no line to nothing', async () => {
    const overlay = `apps/overlays/${NAME}/kustomization.yaml`;
    const files = {
      ...(await registered()),
      [overlay]: 'resources: []\n',
      'clusters/kustomization.yaml': `resources:\n  - ${NAME}/argocd-cluster.yaml\n  - ../${overlay.replace(
        '/kustomization.yaml',
        '',
      )}\n`,
      'catalog/kustomization.yaml': `resources:\n  - clusters/${NAME}.yaml # it\n  - b\n`,
      'hub/kustomization.yaml': `resources: [../clusters/${NAME}, b]\n`,
    };
    const { output } = await run(
      empty,
      { name: NAME },
      { files: inRepository(files) },
    );
    const now = await after(output, files);
    expect(Object.keys(now).sort()).toEqual([
      overlay,
      'catalog/kustomization.yaml',
      'clusters/kustomization.yaml',
      'hub/kustomization.yaml',
    ]);
    expect(parse(now['clusters/kustomization.yaml']).resources).toEqual([
      `../apps/overlays/${NAME}`,
    ]);
    expect(parse(now['catalog/kustomization.yaml']).resources).toEqual(['b']);
    expect(parse(now['hub/kustomization.yaml']).resources).toEqual(['b']);
  });

  it('keeps other entities that are in the file of its Resource', async () => {
    const other =
      '# ours\nkind: System\nmetadata: { name: platform }\napiVersion: x\n';
    const files = await registered();
    const both = `${files[CATALOG]}---\n${other}`;
    const { output } = await run(
      empty,
      { name: NAME },
      { files: inRepository({ ...files, [CATALOG]: both }) },
    );
    expect(output.written).toEqual([CATALOG]);
    expect(output.deleted).not.toContain(CATALOG);
    const text = await read(`changes/${CATALOG}`);
    expect(text).toContain('# ours');
    expect(text).not.toContain('Resource');
  });

  it('says what it did not find', async () => {
    const { output } = await run(
      empty,
      { name: NAME },
      { files: inRepository({ [CATALOG]: 'kind: Resource\n' }) },
    );
    expect(output.deleted).toEqual([CATALOG]);
    for (const words of [
      `No folder 'clusters/${NAME}'`,
      `No folder 'overlays/${NAME}'`,
      'No object that registers it in another file',
      'No element of an ApplicationSet',
    ]) {
      expect(output.description).toContain(words);
    }
  });

  it('refuses while something runs on it, whatever is confirmed', async () => {
    const files = inRepository(await registered());
    const action = createClusterDecommissionAction(
      fleetOf(
        detailOf({
          instances: countsOf(2, 1),
          reachability: { state: 'unreachable', since: 'x' },
        }),
      ),
    );
    await expect(
      run(action, { name: NAME, ...SURE }, { files }),
    ).rejects.toThrow(
      "'prod-euw1-a' still has 2 instances of components, as the fleet knows now. Nothing is removed",
    );
    await expect(read(`deletions/${ARGO}`)).rejects.toThrow('ENOENT');
  });

  const unreachable = {
    state: 'unreachable',
    since: 'x',
    lastSeenAt: '2026-11-01T00:00:00.000Z',
  };
  it.each<[string, ReturnType<typeof fleetOf>, RegExp]>([
    [
      'no such cluster',
      fleetOf(detailOf({ name: `${NAME}-x` })),
      /has no cluster called/,
    ],
    [
      'one that does not answer',
      fleetOf(detailOf({ reachability: unreachable })),
      /unreachable, and it was last seen at 2026-11-01/,
    ],
    [
      'one that was never seen',
      fleetOf(detailOf({ reachability: { state: 'pending', since: 'x' } })),
      /never seen/,
    ],
    [
      'what is stale',
      fleetOf(detailOf({ currency: { current: false } })),
      /not current/,
    ],
    [
      'instances that are stale',
      fleetOf(detailOf({ instances: countsOf(0, 3) })),
      /3 instances of components were on it/,
    ],
    [
      'another identity',
      fleetOf(detailOf({ identityLostAt: 'x' })),
      /another one than it was/,
    ],
    [
      'a kind that is not read',
      fleetOf(
        detailOf(
          {},
          {
            coverage: [
              {
                kind: 'Deployment',
                state: 'forbidden',
                currency: { current: false },
              },
            ],
          },
        ),
      ),
      /of Deployment/,
    ],
    [
      'nothing that is asked',
      fleetOf(detailOf({}, { coverage: [] })),
      /nothing was asked/,
    ],
    [
      'what may not be seen',
      fleetOf(detailOf({}, { limited: ['instances'] })),
      /only a part/,
    ],
    [
      'a fleet that does not answer',
      askerOf({}),
      /the fleet could not say: Could not ask/,
    ],
  ])('takes %s for no evidence', async (_, asker, words) => {
    const files = inRepository(await registered());
    const action = createClusterDecommissionAction(asker);
    for (const given of [
      {},
      { confirm: NAME },
      { confirm: 'prod', reason: 'x' },
      { confirm: NAME, reason: ' ' },
    ]) {
      const tried = run(action, { name: NAME, ...given }, { files });
      await expect(tried).rejects.toThrow(words);
      await expect(tried).rejects.toThrow(/no evidence that it is empty/);
    }
    const { output } = await run(action, { name: NAME, ...SURE }, { files });
    expect(output.deleted).toContain(ARGO);
    expect(output.description).toContain('NOT KNOWN: ');
    expect(output.description).toContain('It burned down.');
  });

  it('asks of the cluster that is meant, and of no other', async () => {
    const id = { ...REGISTRATIONS.argocd, clusterId: 'c-9' };
    const files = inRepository(await registered(id));
    const two = createClusterDecommissionAction(
      fleetOf(
        detailOf(),
        detailOf({
          id: 'c-9',
          name: 'called-otherwise',
          instances: countsOf(1),
        }),
      ),
    );
    await expect(run(two, { name: NAME }, { files })).rejects.toThrow(
      /still has 1 instance of/,
    );
    await expect(
      run(two, { name: NAME, clusterId: 'c-1' }, { files }),
    ).rejects.toThrow(/and the Resource of 'prod-euw1-a' says "c-9"/);
    const without = inRepository(await registered(REGISTRATIONS.rancher));
    await expect(
      run(
        createClusterDecommissionAction(
          fleetOf(detailOf({ id: 'c-2', name: 'another-that-is-empty' })),
        ),
        { name: NAME, clusterId: 'c-2' },
        { files: without },
      ),
    ).rejects.toThrow(/nothing says that it is this one/);
    await expect(
      run(
        createClusterDecommissionAction(
          fleetOf(detailOf(), detailOf({ id: 'c-2' })),
        ),
        { name: NAME, ...SURE },
        { files: without },
      ),
    ).rejects.toThrow(/2 clusters are called 'prod-euw1-a'/);
  });

  it('asks in the name of a person', async () => {
    const files = inRepository(await registered());
    await expect(
      run(
        empty,
        { name: NAME, ...SURE },
        { files, credentials: mockCredentials.service() },
      ),
    ).rejects.toThrow(/No person started this task/);
  });

  it('says loudly that machines are deleted, and has that confirmed', async () => {
    const { output: made } = await run(
      createClusterProvisionAction(),
      { ...PROVISIONS.aws, name: NAME },
      { files: {} },
    );
    const files = inRepository(await after(made));
    await expect(
      run(empty, { name: NAME, ...SURE, confirmMachines: NAME }, { files }),
    ).rejects.toThrow(
      /THE MACHINES OF 'prod-euw1-a' ARE DELETED.*type 'delete prod-euw1-a' into 'confirmMachines'/,
    );
    const { output } = await run(
      empty,
      { name: NAME, confirmMachines: `delete ${NAME}` },
      { files },
    );
    expect(output.title).toBe(
      `Decommission the cluster ${NAME}, AND DELETE ITS MACHINES`,
    );
    expect(output.description).toMatch(/^\*\*MERGING THIS DELETES MACHINES/);
    expect(output.deleted).toContain(`clusters/${NAME}/cluster-api.yaml`);
    // Also where its folder only leads to them.
    const elsewhere = {
      ...files,
      [`repository/machines/${NAME}.yaml`]:
        files[`repository/clusters/${NAME}/cluster-api.yaml`],
      [`repository/clusters/${NAME}/cluster-api.yaml`]: 'kind: ConfigMap\n',
      [`repository/clusters/${NAME}/kustomization.yaml`]: `resources: [../../machines/${NAME}.yaml]\n`,
    };
    await expect(
      run(empty, { name: NAME }, { files: elsewhere }),
    ).rejects.toThrow(/ARE DELETED/);
  });

  it('takes out no folder that is of other clusters as well', async () => {
    const files = {
      'clusters/hub/prod/managed.yaml':
        'apiVersion: cluster.open-cluster-management.io/v1\nkind: ManagedCluster\nmetadata: {name: prod}\n',
    };
    await expect(
      run(empty, { name: 'hub', ...SURE }, { files: inRepository(files) }),
    ).rejects.toThrow(/is of the cluster 'prod'/);
  });

  it('does in a dry run what it does else, in the workspace alone', async () => {
    const files = inRepository(await registered());
    const { output } = await run(
      empty,
      { name: NAME },
      { files, isDryRun: true },
    );
    expect(output.changed).toBe(true);
    expect(await read(`repository/${ARGO}`)).toBe(files[`repository/${ARGO}`]);
    expect(await read(`deletions/${ARGO}`)).toBe(files[`repository/${ARGO}`]);
  });

  it('follows no paths out of the repository, and has words of others end as words', async () => {
    const files = inRepository(await registered());
    for (const over of [
      { name: '../../a' },
      { name: 'a\nb' },
      { name: '${{ secrets.a }}' },
      { name: '.*' },
      { path: '../a' },
      { path: '.github' },
    ]) {
      await expect(
        run(empty, { name: NAME, ...over }, { files }),
      ).rejects.toThrow(/'(path|name)' is "/);
    }
    const reason = '@everyone <b>[x](y)</b>\n# {{ x }} ${{ y }} &a *b !!c';
    const { output } = await run(empty, { name: NAME, reason }, { files });
    const shown = `${output.description}`
      .split('\n')
      .filter(line => /@everyone|<b>|\{\{/.test(line));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(line => !line.startsWith('    '))).toEqual([]);
    expect(directory.content({ path: 'changes' })).toEqual({});
  });

  it('has no input that is a credential', () => {
    const schema = JSON.stringify(empty.schema?.input);
    expect(schema).not.toContain('$ref');
    expect(schema).not.toMatch(/"\w*(?:token|password|secret)\w*":/i);
  });

  it.each(examples.map(each => [each.description, each.example] as const))(
    'does its example: %s',
    async (_, example) => {
      const { input } = parse(example).steps[0];
      const files = inRepository(
        await registered({ ...REGISTRATIONS.rancher, path: input.path }),
      );
      const { output } = await run(
        createClusterDecommissionAction(
          fleetOf(detailOf({ id: input.clusterId ?? 'c-1' })),
        ),
        input,
        { files },
      );
      expect(output.changed).toBe(true);
    },
  );
});
