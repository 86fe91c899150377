import { mockServices } from '@backstage/backend-test-utils';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { fleetOf } from '../__testUtils__/clusters';
import { workspaces } from '../__testUtils__/runAction';
import { readAllowedPaths } from '../allowed';
import { definitionsIn, findCorpus } from '../manifests/__testUtils__/corpus';
import {
  APPLICATION_SET,
  FLEET,
  KARMADA,
  OCM,
} from '../manifests/__testUtils__/files';
import { examples } from './componentPlace.examples';
import { createComponentPlaceAction } from '.';

const { run, read, directory } = workspaces();
const action = createComponentPlaceAction(
  fleetOf({
    'prod-euw1-a': {},
    'prod-euw1-b': {},
    'prod-euw1-c': { state: 'unreachable' },
    prod: {},
    eu: {},
    canary: {},
    known: { managedAs: 'managed' },
    '../etc': {},
    'a\nb': {},
    '{{ a }}': {},
    '${{ a }}': {},
    '&a': {},
    'arn:aws:eks:eu-west-1:1:cluster/a': {},
  }),
  readAllowedPaths(mockServices.rootConfig()),
);

const BASE = 'apps/base/checkout/kustomization.yaml';
const REPOSITORY = {
  [`repository/${BASE}`]: 'resources: [app.yaml]\n',
  'repository/apps/base/checkout/app.yaml': `# The shop.
apiVersion: apps/v1
kind: Deployment
metadata: {name: checkout, namespace: checkout}
spec: {replicas: 2}
`,
};
const SHOP = { component: 'component:default/shop', clusters: ['prod-euw1-b'] };
const EXAMPLES = examples.map(
  each => [each.description, parse(each.example).steps[0].input] as const,
);

async function merged(
  output: Record<string, unknown>,
  files: Record<string, string> = REPOSITORY,
): Promise<Record<string, string>> {
  const written = await Promise.all(
    (output.written as string[]).map(async file => [
      `repository/${file}`,
      await read(`changes/${file}`),
    ]),
  );
  return { ...files, ...Object.fromEntries(written) };
}

/** What an action makes of one file. */
async function edited(input: object, file: string, text: string) {
  const { output } = await run(
    action,
    { ...SHOP, file, ...input },
    { files: { [`repository/${file}`]: text } },
  );
  return {
    output,
    text: output.changed ? await read(`changes/${file}`) : text,
  };
}

describe('fleet:component:place', () => {
  it.each(EXAMPLES)('places once: %s', async (_, input) => {
    const { output, log } = await run(action, input, { files: REPOSITORY });
    expect(output).toMatchObject({
      changed: true,
      deleted: [],
      placed: input.clusters,
      title: 'Place checkout on prod-euw1-a, prod-euw1-b',
      branch: expect.stringMatching(
        new RegExp(`^fleet/place-checkout-${input.method}-[0-9a-f]{8}$`),
      ),
    });
    expect(log.join('\n')).toContain('Written: ');
    const again = await run(action, input, { files: await merged(output) });
    expect(again.output).toMatchObject({
      changed: false,
      written: [],
      placed: [],
      branch: output.branch,
      title: output.title,
      summary: expect.stringContaining('No pull request is opened'),
    });
    expect(directory.content({ path: 'changes' })).toEqual({});
  });

  it.each(EXAMPLES)(
    'adds what is new to what is there: %s',
    async (_, input) => {
      const { output } = await run(action, input, { files: REPOSITORY });
      const files = await merged(output);
      const more = await run(
        action,
        {
          ...input,
          clusters: [...input.clusters, 'prod-euw1-c'],
          ...(input.method === 'helm-values'
            ? { values: [...input.values, { path: 'a', value: 1 }] }
            : {}),
        },
        { files },
      );
      expect(more.output.placed).toEqual(['prod-euw1-c']);
      expect(more.output.branch).not.toBe(output.branch);
      expect(more.output.description).toContain('is not reached (unreachable');
    },
  );

  it('adds an element, with all comments, and leaves those that are there', async () => {
    const input = {
      method: 'argocd-list',
      values: [{ path: 'revision', value: 'v1.9' }],
      clusters: ['prod-euw1-b'],
    };
    const done = await edited(input, 'argocd/shop.yaml', APPLICATION_SET);
    expect(done.text).toBe(
      APPLICATION_SET.replace(
        'revision: v1.8}\n',
        'revision: v1.8}\n                - cluster: prod-euw1-b\n                  revision: v1.9\n',
      ),
    );
    expect(done.output.description).toContain('check that Argo CD calls');
    const second = await edited(input, 'argocd/shop.yaml', done.text);
    expect(second.output).toMatchObject({ changed: false, placed: [] });
    await expect(
      edited({ ...input, values: undefined }, 'argocd/shop.yaml', done.text),
    ).resolves.toMatchObject({ output: { changed: false } });
  });

  it('adds no element without what all others have', async () => {
    await expect(
      edited({ method: 'argocd-list' }, 'a.yaml', APPLICATION_SET),
    ).rejects.toThrow("All elements in 'a.yaml' have 'revision' as well");
    await expect(
      edited({ method: 'argocd-list', key: 'name' }, 'a.yaml', APPLICATION_SET),
    ).rejects.toThrow("no list generators with elements that have 'name'");
    await expect(
      edited(
        { method: 'argocd-list', component: 'component:default/other' },
        'a.yaml',
        APPLICATION_SET,
      ),
    ).rejects.toThrow("has no ApplicationSet 'other'. It has ApplicationSet");
  });

  it('says where a new ApplicationSet would be there twice', async () => {
    const [, input] = EXAMPLES[0];
    const { output } = await run(action, input, { files: REPOSITORY });
    const files = await merged(output);
    await expect(
      run(action, { ...input, file: 'argocd/other.yaml' }, { files }),
    ).rejects.toThrow(
      "'argocd/checkout.yaml' has the ApplicationSet 'checkout' already",
    );
    await expect(
      run(action, { ...input, source: undefined }, { files: {} }),
    ).rejects.toThrow("'source' is missing");
  });

  it('selects by a label, where that is how it selects', async () => {
    const set = (clusters: object) =>
      stringify({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        metadata: { name: 'shop' },
        spec: { generators: [{ clusters }], template: {} },
      });
    const input = { method: 'argocd-selector', label: 'name' };
    const all = await edited(input, 'a.yaml', set({}));
    expect(all.output).toMatchObject({ changed: false, placed: [] });
    expect(all.output.description).toContain('selects all clusters');
    await expect(
      edited(input, 'a.yaml', set({ selector: { matchLabels: { env: 'p' } } })),
    ).rejects.toThrow("no cluster generators that select by 'name'");
    const both = await edited(
      input,
      'a.yaml',
      set({
        selector: {
          matchLabels: { env: 'p' },
          matchExpressions: [{ key: 'name', operator: 'In', values: ['a'] }],
        },
      }),
    );
    expect(both.text).toContain('- a\n');
    expect(both.text).toContain('- prod-euw1-b\n');
    expect(both.output.description).toContain('by more than');
  });

  it('adds targets to a fleet.yaml, and refuses what is called the same', async () => {
    const input = {
      method: 'rancher-fleet',
      values: [{ path: 'replicaCount', value: '3', as: 'number' }],
    };
    const file = 'apps/shop/fleet.yaml';
    const done = await edited(input, file, FLEET);
    expect(done.text).toBe(
      `${FLEET}  - name: prod-euw1-b\n    clusterName: prod-euw1-b\n    helm:\n      values:\n        replicaCount: 3\n`,
    );
    expect(done.output.description).toContain('select by labels or groups');
    expect(done.output.description).toContain('targets of its GitRepo');
    await expect(
      edited({ ...input, clusters: ['prod'] }, file, FLEET),
    ).rejects.toThrow(
      "has a target 'prod' already (targetCustomizations.0), and it is not of the cluster of that name alone",
    );
    await expect(
      edited(
        { ...input, clusters: ['prod-euw1-a'] },
        file,
        `${FLEET}  - {clusterName: prod-euw1-a, doNotDeploy: true}\n`,
      ),
    ).rejects.toThrow("nothing is deployed on 'prod-euw1-a'");
    const overridden = await edited(
      { method: 'rancher-fleet' },
      file,
      'overrideTargets:\n- clusterName: a # x\n',
    );
    expect(parse(overridden.text)).toEqual({
      overrideTargets: [{ clusterName: 'a' }, { clusterName: 'prod-euw1-b' }],
      targetCustomizations: [
        { name: 'prod-euw1-b', clusterName: 'prod-euw1-b' },
      ],
    });
  });

  it('adds targets to a GitRepo that has some', async () => {
    const repo = (spec: object) =>
      `# ours\n${stringify({
        apiVersion: 'fleet.cattle.io/v1alpha1',
        kind: 'GitRepo',
        metadata: { name: 'shop', namespace: 'fleet-default' },
        spec: { repo: 'https://git.example/a', ...spec },
      })}`;
    const input = { method: 'rancher-fleet' };
    const text = repo({ targets: [{ name: 'a', clusterName: 'a' }] });
    const done = await edited(input, 'hub/shop.yaml', text);
    expect(done.text).toBe(
      `${text}    - name: prod-euw1-b\n      clusterName: prod-euw1-b\n`,
    );
    await expect(edited(input, 'hub/shop.yaml', repo({}))).rejects.toThrow(
      "means the cluster group 'default'",
    );
    await expect(
      run(action, { ...SHOP, ...input, file: 'hub/none.yaml' }, { files: {} }),
    ).rejects.toThrow("There is no file 'hub/none.yaml'");
  });

  it('has a Placement choose more, and its work refer to it', async () => {
    const input = {
      method: 'open-cluster-management',
      label: 'region',
      clusters: ['eu', 'known'],
      work: { file: 'hub/shop.yaml' },
    };
    const done = await edited(input, 'hub/shop.yaml', OCM);
    expect(done.text).toBe(OCM.replace('[eu, us]', '[eu, us, managed]'));
    expect(done.output.placed).toEqual(['managed']);
    expect(done.output.description).toContain(
      'takes 2 of the clusters that it may take',
    );
    const other = OCM.replace('    - name: shop\n', '    - name: other # x\n');
    const referred = await edited(input, 'hub/shop.yaml', other);
    expect(referred.text).toContain(
      '    - name: other # x\n    - name: shop\n',
    );
    await expect(
      edited({ ...input, label: 'name' }, 'hub/shop.yaml', OCM),
    ).rejects.toThrow("'matchExpressions' 0 times");
    await expect(
      edited({ ...input, clusterSet: 'prod' }, 'hub/shop.yaml', OCM),
    ).rejects.toThrow("chooses from 'staging', and not from 'prod'");
  });

  it('writes no work of what is no plain object', async () => {
    const [, input] = EXAMPLES.filter(([, { work }]) => work)[0];
    const app = 'repository/apps/base/checkout/app.yaml';
    for (const [files, because] of [
      [
        { [app]: 'kind: Secret\napiVersion: v1\nmetadata: {name: a}\n' },
        'Secret',
      ],
      [{ [app]: 'a: b\n' }, 'no object'],
      [{ [app]: REPOSITORY[app].replace('2', "'${N}'") }, 'templates'],
      [{ [`repository/${BASE}`]: 'namePrefix: a\n' }, "has 'namePrefix'"],
      [{ [`repository/${BASE}`]: 'resources: [../b]\n' }, "has '../b'"],
      [{ [`repository/${BASE}`]: 'resources: [b.yaml]\n' }, 'is not there'],
    ] as const) {
      await expect(
        run(action, input, { files: { ...REPOSITORY, ...files } }),
      ).rejects.toThrow(because);
      await expect(read(`changes/${input.file}`)).rejects.toThrow('ENOENT');
    }
    await expect(
      run(action, { ...input, base: undefined }, { files: {} }),
    ).rejects.toThrow("There is no file 'hub/checkout/work.yaml'");
  });

  it('has a policy of Karmada place on more, with a rule of what is different', async () => {
    const input = {
      method: 'karmada',
      clusters: ['canary', 'prod-euw1-b'],
      overrides: { tag: '1.9', replicas: 2 },
    };
    const done = await edited(input, 'karmada/shop.yaml', KARMADA);
    expect(done.output.placed).toEqual(['prod-euw1-b']);
    expect(done.text).toContain(
      '- prod-use1-a # last\n        - prod-euw1-b\n',
    );
    expect(
      parseAllDocuments(done.text)[1].toJS().spec.overrideRules[2],
    ).toEqual({
      targetCluster: { clusterNames: ['prod-euw1-b'] },
      overriders: {
        imageOverrider: [
          { component: 'Tag', operator: 'replace', value: '1.9' },
        ],
        plaintext: [{ path: '/spec/replicas', operator: 'replace', value: 2 }],
      },
    });
    await expect(
      edited(
        input,
        'karmada/shop.yaml',
        KARMADA.replace('[prod-euw1-a]', '[prod-euw1-a, prod-euw1-b]'),
      ),
    ).rejects.toThrow("'spec.overrideRules.0' in 'karmada/shop.yaml'");
    await expect(
      edited(
        {
          ...input,
          resources: [{ apiVersion: 'v1', kind: 'Service', name: 'shop' }],
        },
        'karmada/shop.yaml',
        KARMADA,
      ),
    ).rejects.toThrow("is not of Service 'shop'");
  });

  it('overrides for a policy of all namespaces by one of all', async () => {
    const done = await edited(
      { method: 'karmada', overrides: { registry: 'registry.eu.example' } },
      'karmada/shop.yaml',
      KARMADA.split('---')[0].replace('kind: Prop', 'kind: ClusterProp'),
    );
    expect(done.output.written).toEqual([
      'karmada/shop-overrides.yaml',
      'karmada/shop.yaml',
    ]);
    const written = parse(await read('changes/karmada/shop-overrides.yaml'));
    expect(written.kind).toBe('ClusterOverridePolicy');
    expect(written.metadata).toEqual({ name: 'shop' });
    expect(written.spec.resourceSelectors).toEqual([
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
    ]);
  });

  it('writes overlays, lists them, and refuses what is something else', async () => {
    const input = {
      component: 'component:default/checkout',
      clusters: ['prod-euw1-a'],
      method: 'kustomize',
      images: [{ name: 'registry.example/checkout', newTag: '1.4.0' }],
    };
    const overlay = 'apps/overlays/prod-euw1-a';
    const own = `${overlay}/checkout/kustomization.yaml`;
    const parent = {
      [`repository/${overlay}/kustomization.yaml`]:
        '# ours\nresources:\n- ../../base # all\n',
      'repository/apps/base/kustomization.yaml': 'resources: [other]\n',
    };
    const { output } = await run(action, input, {
      files: { ...REPOSITORY, ...parent },
    });
    expect(output.written).toEqual(
      [own, `${overlay}/kustomization.yaml`].sort(),
    );
    expect(parse(await read(`changes/${own}`))).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['../../../base/checkout'],
      images: [{ name: 'registry.example/checkout', newTag: '1.4.0' }],
    });
    expect(await read(`changes/${overlay}/kustomization.yaml`)).toBe(
      '# ours\nresources:\n- ../../base # all\n- checkout\n',
    );
    const all = await run(action, input, {
      files: {
        ...REPOSITORY,
        ...parent,
        'repository/apps/base/kustomization.yaml': 'resources: [checkout]\n',
      },
    });
    expect(all.output).toMatchObject({ changed: false, placed: [] });
    expect(all.output.description).toContain(
      "apps/base/kustomization.yaml' brings",
    );
    await expect(
      run(action, input, {
        files: {
          ...REPOSITORY,
          [`repository/${own}`]: 'resources: [../../../base/payments]\n',
        },
      }),
    ).rejects.toThrow(`'${own}' is there already, and does not name`);
    await expect(run(action, input, { files: {} })).rejects.toThrow(
      "There is no kustomization in 'apps/base/checkout'",
    );
    const isolated = await run(
      action,
      { ...input, path: 'fleet' },
      {
        files: {
          'repository/fleet/apps/base/checkout/kustomization.yaml': 'a: b\n',
        },
      },
    );
    expect(isolated.output.written).toContain(`fleet/${own}`);
  });

  it('writes patches of what may be taken into Git alone', async () => {
    const input = {
      component: 'component:default/checkout',
      clusters: ['prod-euw1-a'],
      method: 'kustomize',
    };
    const patch = (over: object) => ({
      ...input,
      patches: [
        {
          kind: 'Deployment',
          name: 'checkout',
          path: 'spec.replicas',
          value: '3',
          as: 'number',
          ...over,
        },
      ],
    });
    const { output } = await run(action, patch({}), { files: REPOSITORY });
    const [file] = (output.written as string[]).filter(each =>
      each.includes('checkout/'),
    );
    expect(
      parse(parse(await read(`changes/${file}`)).patches[0].patch),
    ).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout' },
      spec: { replicas: 3 },
    });
    for (const [over, because] of [
      [{ path: 'spec.template.spec.hostNetwork', as: 'text' }, 'not written'],
      [{ path: 'metadata.name', as: 'text' }, 'not written'],
      [{ value: 'many' }, 'is no number'],
      [
        {
          path: 'spec.template.spec.containers[name=a].env[name=A_TOKEN].value',
          as: 'text',
        },
        'not written',
      ],
      [
        {
          path: 'spec.template.spec.containers[name=a].image',
          value: '${{ secrets.a }}',
          as: 'text',
        },
        'template',
      ],
      [{ cluster: 'prod' }, 'none of the clusters'],
      [{ name: '../a' }, "'patches' is"],
    ] as const) {
      await expect(
        run(action, patch(over), { files: REPOSITORY }),
      ).rejects.toThrow(because);
    }
  });

  it('leaves values that are there, and refuses what are none', async () => {
    const input = {
      method: 'helm-values',
      base: 'charts/shop',
      file: undefined,
      values: [{ path: 'a.b', value: '{x: &a !!c *d}: @everyone' }],
    };
    const file = 'charts/shop/values-prod-euw1-b.yaml';
    const { output } = await run(action, { ...SHOP, ...input }, { files: {} });
    expect(output.written).toEqual([file]);
    expect(parse(await read(`changes/${file}`))).toEqual({
      a: { b: input.values[0].value },
    });
    const left = await run(
      action,
      { ...SHOP, ...input },
      {
        files: { [`repository/${file}`]: 'a: 1 # ours\n' },
      },
    );
    expect(left.output).toMatchObject({ changed: false, placed: [] });
    await expect(
      run(
        action,
        { ...SHOP, ...input },
        {
          files: {
            [`repository/${file}`]: 'apiVersion: v1\nkind: ConfigMap\n',
          },
        },
      ),
    ).rejects.toThrow(`'${file}' is there already, and is no file of values`);
    for (const values of [
      [{ path: 'password', value: 'x' }],
      [{ path: 'a', value: '{{ .Values.a }}' }],
      [{ path: 'a[name=b]', value: 'x' }],
      [{ path: '', value: 'x' }],
      [
        { path: 'a', value: 'x' },
        { path: 'a.b', value: 'x' },
      ],
      [{ path: 'a', value: 'x', cluster: 'prod' }],
      [],
    ]) {
      await expect(
        run(action, { ...SHOP, ...input, values }, { files: {} }),
      ).rejects.toThrow(/not written|none of the clusters|no 'values'/);
    }
  });

  it.each<[object, string]>([
    [{ file: '../a.yaml' }, 'leads out of the repository'],
    [{ file: '.github/workflows/a.yaml' }, 'hidden'],
    [{ file: 'a b.yaml' }, "'file' is"],
    [{ file: 'a.sh' }, 'is not what this edits'],
    [{ file: undefined }, "'file' is missing"],
    [{ path: '/etc' }, "'path' is"],
    [{ path: 'fleet' }, "it is not below 'fleet' ('path')"],
    [{ component: '@everyone' }, "'component' is"],
    [{ name: 'a: b' }, "'name' is"],
    [{ namespace: '!!x' }, "'namespace' is"],
    [{ key: 'a b' }, "'key' is"],
    [{ label: 'name' }, "'label' means nothing"],
    [{ clusters: ['../etc'], method: 'helm-values' }, "'file' means nothing"],
    [{ clusters: ['a\nb'] }, "'clusters' is"],
    [{ clusters: ['{{ a }}'] }, "'clusters' is"],
    [{ clusters: ['${{ a }}'] }, "'clusters' is"],
    [{ clusters: ['nowhere'] }, "no cluster called 'nowhere'"],
    [{ values: [{ path: 'token', value: 'x' }] }, 'not written'],
    [{ values: [{ path: 'cluster', value: 'x' }] }, 'known by'],
    [
      { values: [{ path: 'a', value: 'https://a:b@c.example' }] },
      'not written',
    ],
    [
      {
        source: {
          repoURL: 'https://a:b@c.example/d',
          namespace: 'a',
          path: 'a',
        },
      },
      "'source.repoURL' is",
    ],
    [
      {
        source: {
          repoURL: 'https://c.example/{{ a }}',
          namespace: 'a',
          path: 'a',
        },
      },
      "'source.repoURL' is",
    ],
    [
      { source: { repoURL: 'https://c.example/d', namespace: 'a' } },
      "either a 'path'",
    ],
  ])('refuses %j', async (over, because) => {
    await expect(
      run(
        action,
        { ...EXAMPLES[0][1], clusters: ['prod'], values: undefined, ...over },
        { files: {} },
      ),
    ).rejects.toThrow(because);
    expect(directory.content()).toEqual({});
  });

  it.each(['kustomize', 'helm-values', 'karmada', 'open-cluster-management'])(
    'has names of clusters be no paths and no markup, with %s',
    async method => {
      const [, input] = EXAMPLES.filter(
        ([, each]) => each.method === method,
      )[0];
      const { values, replicas, ...rest } = input;
      for (const cluster of ['../etc', 'a\nb', '{{ a }}', '&a']) {
        await expect(
          run(
            action,
            {
              ...rest,
              ...(values ? { values: [{ path: 'a', value: 'b' }] } : {}),
              clusters: [cluster],
            },
            { files: REPOSITORY },
          ),
        ).rejects.toThrow("'clusters' is");
      }
    },
  );

  it('has odd names end as data, where only data is written', async () => {
    const [, input] = EXAMPLES[0];
    for (const cluster of ['&a', 'arn:aws:eks:eu-west-1:1:cluster/a']) {
      const { output } = await run(
        action,
        { ...input, clusters: [cluster], values: undefined },
        { files: {} },
      );
      expect(output.placed).toEqual([cluster]);
      expect(
        parse(await read(`changes/${input.file}`)).spec.generators,
      ).toEqual([{ list: { elements: [{ cluster }] } }]);
    }
  });

  it('has no input that is a credential', () => {
    const schema = JSON.stringify(action.schema?.input);
    expect(schema).not.toContain('$ref');
    expect(schema).not.toMatch(/token|password|secret/i);
  });
});

const corpus = findCorpus();
(corpus ? describe : describe.skip)('what is written', () => {
  it('is as the definitions have it', async () => {
    const check = definitionsIn(corpus as string, [
      'argocd',
      'ocm',
      'karmada',
      'fleet',
    ]);
    let checked = 0;
    for (const [, input] of EXAMPLES) {
      const { output } = await run(action, input, { files: REPOSITORY });
      for (const file of output.written as string[]) {
        const { targetCustomizations, ...object } = parse(
          await read(`changes/${file}`),
        );
        const isKnown = /argoproj|karmada|open-cluster/.test(object.apiVersion);
        if (!targetCustomizations && !isKnown) continue;
        const whole = targetCustomizations
          ? {
              apiVersion: 'fleet.cattle.io/v1alpha1',
              kind: 'Bundle',
              metadata: { name: 'shop' },
              spec: { targets: targetCustomizations },
            }
          : object;
        expect([file, check(stringify(whole))]).toEqual([file, []]);
        const wrong = { ...whole, spec: { ...whole.spec, nope: 1 } };
        expect(check(stringify(wrong))).not.toEqual([]);
        checked += 1;
      }
    }
    expect(checked).toBe(8);
  });
});
