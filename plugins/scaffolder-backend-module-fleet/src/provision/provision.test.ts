import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { checkFolder, printManifests, type Manifest } from '../clusters';
import { PROVISIONS } from './__testUtils__/provisions';
import { checkProvision, provisionFiles, type ProvisionInput } from '.';

const filesOf = (input: ProvisionInput, folder = '.') =>
  provisionFiles(checkProvision(input), folder);
const objectsOf = (name: string): any[] =>
  filesOf(PROVISIONS[name]).flatMap(({ documents }) => documents);
const ofKind = (name: string, kind: string) =>
  objectsOf(name).filter(each => each.kind === kind);
const NAMES = Object.keys(PROVISIONS);

describe('a cluster that is made', () => {
  it.each(NAMES)('is in the layout of the others, with %s', name => {
    const paths = filesOf(PROVISIONS[name], 'fleet').map(({ path }) => path);
    expect(paths).toEqual([
      'fleet/clusters/prod-euw1-b/cluster-api.yaml',
      ...(PROVISIONS[name].delivery === 'flux'
        ? [
            'fleet/clusters/prod-euw1-b/infrastructure.yaml',
            'fleet/clusters/prod-euw1-b/apps.yaml',
            'fleet/infrastructure/base/kustomization.yaml',
            'fleet/infrastructure/overlays/prod-euw1-b/kustomization.yaml',
            'fleet/apps/base/kustomization.yaml',
            'fleet/apps/overlays/prod-euw1-b/kustomization.yaml',
          ]
        : []),
      'fleet/catalog/clusters/prod-euw1-b.yaml',
    ]);
  });

  it.each(NAMES)('has the labels that a registration has, with %s', name => {
    const provider = name === 'google' ? 'gcp' : name;
    for (const { kind, metadata } of objectsOf(name)) {
      if (kind === 'Kustomization' && !metadata) continue;
      expect(metadata.labels).toMatchObject({
        'example.com/ring': 'second',
        'fleet.backstage.io/environment': 'production',
        'fleet.backstage.io/tier': '1',
        'fleet.backstage.io/provider': name === 'class' ? 'aws' : provider,
      });
    }
    const [entity] = ofKind(name, 'Resource');
    expect(entity.spec).toEqual({
      type: 'kubernetes-cluster',
      owner: 'group:default/platform',
      system: 'system:default/platform',
    });
  });

  it.each(NAMES)('leads from each object to the next, with %s', name => {
    const all = objectsOf(name);
    const referred: any[] = [];
    const walk = (value: any, key = '') => {
      if (typeof value !== 'object' || value === null) return;
      if (/^(?:infrastructureRef|controlPlaneRef|configRef)$/.test(key)) {
        referred.push(value);
      }
      Object.entries(value).forEach(([own, each]) => walk(each, own));
    };
    all.forEach(each => walk(each.spec));
    for (const { apiGroup, kind, name: to } of referred) {
      expect(
        all.filter(
          each =>
            each.kind === kind &&
            each.metadata.name === to &&
            each.apiVersion.split('/')[0] === apiGroup,
        ),
      ).toHaveLength(1);
    }
    expect(referred.length).toBe(
      name === 'class' ? 0 : 3 + 2 * PROVISIONS[name].workers.length,
    );
  });

  it('is of a class where there is one, and says nothing that the class says', () => {
    const [cluster, ...others] = objectsOf('class').filter(each =>
      each.apiVersion.includes('cluster.x-k8s.io'),
    );
    expect(others).toEqual([]);
    expect(cluster.spec.topology).toEqual({
      classRef: { name: 'quick-start', namespace: 'classes' },
      version: 'v1.34.2',
      controlPlane: { replicas: 3 },
      workers: {
        machineDeployments: [
          { class: 'default-worker', name: 'general', replicas: 3 },
          {
            class: 'default-worker',
            name: 'b',
            replicas: 0,
            failureDomain: 'eu-west-1b',
          },
        ],
      },
      variables: [
        { name: 'region', value: 'eu-west-1' },
        { name: 'count', value: 3 },
        { name: 'encrypted', value: true },
      ],
    });
  });

  it('names identities, and has no Secret', () => {
    expect(ofKind('aws', 'AWSCluster')[0].spec.identityRef).toEqual({
      kind: 'AWSClusterRoleIdentity',
      name: 'fleet',
    });
    expect(ofKind('azure', 'AzureCluster')[0].spec.identityRef).toMatchObject({
      kind: 'AzureClusterIdentity',
      name: 'fleet',
      namespace: 'identities',
    });
    expect(ofKind('google', 'GCPCluster')[0].spec.credentialsRef).toEqual({
      name: 'google-credentials',
      namespace: 'identities',
    });
    expect(ofKind('vsphere', 'VSphereCluster')[0].spec.identityRef).toEqual({
      kind: 'VSphereClusterIdentity',
      name: 'vcenter',
    });
    for (const name of NAMES) {
      expect(ofKind(name, 'Secret')).toEqual([]);
      expect(ofKind(name, 'ExternalSecret')).toEqual([]);
    }
  });

  it('has machines of the sizes and in the places that were asked for', () => {
    const sizes = (name: string, kind: string) =>
      ofKind(name, kind).map(({ metadata, spec }) => [
        metadata.name.replace('prod-euw1-b-', ''),
        spec.template.spec.instanceType ??
          spec.template.spec.vmSize ?? [
            spec.template.spec.numCPUs,
            spec.template.spec.memoryMiB,
          ],
      ]);
    expect(sizes('aws', 'AWSMachineTemplate')).toEqual([
      ['control-plane', 'm6i.large'],
      ['a', 'm6i.xlarge'],
      ['any', 'u-6tb1.metal'],
    ]);
    expect(sizes('azure', 'AzureMachineTemplate')).toEqual([
      ['control-plane', 'Standard_D4s_v5'],
      ['general', 'Standard_D8s_v5'],
    ]);
    expect(sizes('vsphere', 'VSphereMachineTemplate')).toEqual([
      ['control-plane', [4, 16384]],
      ['general', [8, 32768]],
    ]);
    expect(
      ofKind('aws', 'MachineDeployment').map(({ spec }) => [
        spec.replicas,
        spec.template.spec.failureDomain,
        spec.template.spec.version,
      ]),
    ).toEqual([
      [2, 'eu-west-1a', 'v1.34.2'],
      [2, undefined, 'v1.34.2'],
    ]);
    expect(ofKind('google', 'GCPCluster')[0].spec.failureDomains).toEqual([
      'europe-west1-b',
    ]);
  });

  it('is delivered to by the kubeconfig that Cluster API makes', () => {
    const applied = ofKind('aws', 'Kustomization').filter(each => each.spec);
    expect(applied.map(({ metadata }) => metadata.name)).toEqual([
      'prod-euw1-b-infrastructure',
      'prod-euw1-b-apps',
    ]);
    for (const { metadata, spec } of applied) {
      expect(metadata.namespace).toBe('clusters');
      expect(spec.kubeConfig).toEqual({
        secretRef: { name: 'prod-euw1-b-kubeconfig', key: 'value' },
      });
      expect(spec.sourceRef.namespace).toBe('flux-system');
    }
  });

  const { aws, azure, google, vsphere, docker } = PROVISIONS;
  const ofClass = PROVISIONS.class;
  const pool = (over: object, of = aws) => ({
    workers: [{ ...of.workers[0], ...over }],
  });

  it.each<[string, ProvisionInput, object, RegExp]>([
    [
      'a name that is too long',
      aws,
      { name: 'a'.repeat(41) },
      /^'name' is .* 1 to 40/,
    ],
    [
      'a provider that is none',
      aws,
      { provider: 'ovh' },
      /^'provider' is "ovh"/,
    ],
    [
      'half a version',
      aws,
      { version: '1.34' },
      /^'version' is .*whole version/,
    ],
    [
      'a version with more to it',
      aws,
      { version: 'v1.34.2\nkind: x' },
      /^'version'/,
    ],
    ['an old version', aws, { version: 'v1.27.1' }, /none below v1\.28/],
    [
      'a control plane of 2',
      aws,
      { controlPlane: { replicas: 2, machineType: 'm6i.large' } },
      /1, 3, 5 or 7/,
    ],
    [
      'no type of machine',
      aws,
      { controlPlane: { replicas: 3 } },
      /^'controlPlane.machineType' is missing/,
    ],
    [
      'a type of another provider',
      aws,
      pool({ machineType: 'Standard_D4s_v5' }),
      /as in 'm6i.large'/,
    ],
    [
      'a type of another provider',
      azure,
      pool({ machineType: 'm6i.large' }, azure),
      /Standard_D4s_v5/,
    ],
    [
      'half a size',
      vsphere,
      pool({ machineType: '4' }, vsphere),
      /as in '4x16'/,
    ],
    [
      'types where there are none',
      docker,
      pool({ machineType: 'a' }, docker),
      /have no types/,
    ],
    [
      'a part of a machine',
      aws,
      pool({ replicas: 1.5 }),
      /^'workers.replicas'/,
    ],
    ['fewer than none', aws, pool({ replicas: -1 }), /^'workers.replicas'/],
    ['too many', aws, pool({ replicas: 1001 }), /from 0 to 1000/],
    [
      'pools of one name',
      aws,
      { workers: [aws.workers[0], aws.workers[0]] },
      /another one is called so/,
    ],
    [
      'a pool called as the control plane',
      aws,
      pool({ name: 'control-plane' }),
      /another one is called so/,
    ],
    [
      'a zone of another region',
      aws,
      pool({ failureDomain: 'us-east-1a' }),
      /zone of the region/,
    ],
    [
      'a zone of another region',
      google,
      pool({ failureDomain: 'europe-west2-b' }, google),
      /zone of the region/,
    ],
    [
      'a zone where there are none',
      docker,
      pool({ failureDomain: 'a' }, docker),
      /no failure domains/,
    ],
    ['no region', aws, { attributes: {} }, /'attributes.region' is missing/],
    [
      'a region of another provider',
      aws,
      { attributes: { region: 'westeurope' } },
      /a region of AWS/,
    ],
    [
      'no subscription',
      azure,
      { place: {} },
      /'place.subscriptionId' is missing/,
    ],
    ['no identity', vsphere, { identity: undefined }, /'identity' is missing/],
    ['no image', google, { image: undefined }, /'image' is missing/],
    [
      'an identity that is a Secret',
      vsphere,
      { identity: { kind: 'Secret', name: 'a' } },
      /VSphereClusterIdentity/,
    ],
    [
      'an identity of static keys',
      aws,
      { identity: { kind: 'AWSClusterStaticIdentity', name: 'a' } },
      /no credential/,
    ],
    [
      'an identity where there are none',
      docker,
      { identity: { name: 'a' } },
      /means nothing to 'docker'/,
    ],
    [
      'a place of another provider',
      aws,
      { place: { project: 'my-project' } },
      /means nothing to 'aws'/,
    ],
    [
      'a key instead of its name',
      aws,
      { place: { sshKeyName: 'ssh-rsa AAAA\nB' } },
      /^'place.sshKeyName'/,
    ],
    [
      'a server with a password',
      vsphere,
      { place: { ...vsphere.place, server: 'https://a:b@c' } },
      /^'place.server'/,
    ],
    [
      'networks that overlap',
      aws,
      { serviceNetwork: '192.168.128.0/20' },
      /addresses of the network of pods/,
    ],
    [
      'a network that begins within',
      aws,
      { podNetwork: '10.0.0.1/16' },
      /^'podNetwork'/,
    ],
    [
      'a network that is none',
      aws,
      { podNetwork: '300.0.0.0/16' },
      /^'podNetwork'/,
    ],
    [
      'a type beside a class',
      ofClass,
      { controlPlane: { replicas: 3, machineType: 'm6i.large' } },
      /the class says it/,
    ],
    [
      'an image beside a class',
      ofClass,
      { image: 'ami-01234567' },
      /the class says it/,
    ],
    [
      'no class of workers',
      ofClass,
      pool({ workerClass: undefined }, ofClass),
      /^'workers.workerClass'/,
    ],
    [
      'a class of workers without a class',
      aws,
      pool({ workerClass: 'a' }),
      /without a 'clusterClass'/,
    ],
    [
      'variables without a class',
      aws,
      { variables: { a: 'b' } },
      /without a 'clusterClass'/,
    ],
    [
      'a variable that is a secret',
      ofClass,
      { variables: { adminPassword: 'x' } },
      /^'variables.adminPassword' is "…"/,
    ],
    [
      'a variable that is a template',
      ofClass,
      { variables: { a: '${{ secrets.x }}' } },
      /for a template/,
    ],
    [
      'a variable that is a map',
      ofClass,
      { variables: { a: { b: 1 } } },
      /a text/,
    ],
    [
      'a label of an engine',
      aws,
      { labels: { 'cluster.x-k8s.io/paused': 'true' } },
      /^'labels/,
    ],
    ['a namespace that is none', aws, { namespace: '../a' }, /^'namespace'/],
  ])('is refused for %s', (_, input, over, words) => {
    let error: unknown;
    try {
      checkProvision({ ...input, ...over } as ProvisionInput);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(words);
  });

  it('takes what a form left empty for nothing', () => {
    const empty = { kind: '', name: '', namespace: '' };
    expect(
      checkProvision({
        ...aws,
        identity: empty,
        image: '',
        delivery: undefined,
      }),
    ).toMatchObject({
      identity: undefined,
      image: undefined,
      delivery: 'none',
    });
  });
});

describe('any words', () => {
  jest.setTimeout(120_000);
  const TEXT = fc.oneof(
    fc.constantFrom(
      '../../etc',
      'a\nkind: Secret',
      '{{ .a }}',
      '${{ secrets.a }}',
      '!!js/function x',
      '&a x',
      '*a',
      '@everyone',
      '---',
      'null',
      '1_000',
      '\u202e',
      '__proto__',
      '',
    ),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.stringMatching(/^[a-z0-9.-]{1,20}$/),
  );

  /** Always true, or it fails: what is written is data, at a place of ours. */
  function holds(input: ProvisionInput, folder = ''): boolean {
    let files: ReturnType<typeof provisionFiles>;
    try {
      files = provisionFiles(checkProvision(input), checkFolder(folder));
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return true;
    }
    for (const { path, documents } of files) {
      expect(path).toMatch(/^(?:[\w.-]+\/)*[\w-]+\.yaml$/);
      const text = printManifests(documents as Manifest[]);
      expect(parseAllDocuments(text).map(each => each.toJS())).toEqual(
        documents,
      );
      // A title is data, where nothing takes it for a template.
      if (!path.includes('catalog/')) expect(text).not.toContain('${');
      expect(documents.map(({ kind }) => kind)).not.toContain('Secret');
    }
    return true;
  }

  it('end as data, or are refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.constantFrom(
          ...['name', 'title', 'owner', 'system', 'version', 'image'],
          ...['namespace', 'podNetwork', 'provider', 'delivery'],
        ),
        TEXT,
        (name, input, text) =>
          expect(holds({ ...PROVISIONS[name], [input]: text })).toBe(true),
      ),
      { numRuns: 400 },
    );
  });

  it('end as data, or are refused, as parts of others', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), TEXT, TEXT, (name, key, text) => {
        const input = PROVISIONS[name];
        const [first] = input.workers;
        for (const over of [
          { variables: { [key]: text } },
          { labels: { [key]: text } },
          { identity: { name: text, namespace: key } },
          { clusterClass: { name: text, namespace: key } },
          { workers: [{ ...first, name: key, failureDomain: text }] },
          { workers: [{ ...first, machineType: text }] },
          ...Object.keys(input.place ?? {}).map(place => ({
            place: { ...input.place, [place]: text },
          })),
        ]) {
          expect(holds({ ...input, ...over })).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
