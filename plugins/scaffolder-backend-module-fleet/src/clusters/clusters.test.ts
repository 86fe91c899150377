import { InputError } from '@backstage/errors';
import { parse, parseAllDocuments } from 'yaml';
import {
  AUTHORITY,
  REGISTRATIONS,
  SERVER,
} from './__testUtils__/registrations';
import { differences } from './differences';
import {
  checkFolder,
  checkRegistration,
  printManifests,
  registrationFiles,
  type RegistrationInput,
} from '.';

const filesOf = (input: RegistrationInput, folder = '.') =>
  registrationFiles(checkRegistration(input), folder);
const objectOf = (input: RegistrationInput, kind: string): any =>
  filesOf(input)
    .flatMap(({ documents }) => documents)
    .find(each => each.kind === kind);
const AUTHORITY_DATA = Buffer.from(AUTHORITY).toString('base64');
const LABELS = {
  'example.com/ring': 'first',
  'fleet.backstage.io/region': 'eu-west-1',
  'fleet.backstage.io/zone': 'eu-west-1a',
  'fleet.backstage.io/environment': 'production',
  'fleet.backstage.io/tier': '1',
  'fleet.backstage.io/provider': 'aws',
};

describe('a cluster that is registered', () => {
  it.each(Object.entries(REGISTRATIONS))(
    'has the files that are promised, with %s',
    (name, input) => {
      const own: Record<string, string[]> = {
        argocd: ['argocd-cluster'],
        flux: ['infrastructure', 'apps'],
        'flux of a hub': ['kubeconfig', 'infrastructure', 'apps'],
        'open-cluster-management': ['managed-cluster'],
        karmada: ['karmada-cluster'],
        'karmada by pulling': ['karmada-cluster'],
        rancher: ['rancher-cluster'],
        'rancher-fleet': ['fleet-cluster'],
      };
      const overlay = input.overlay ?? input.name;
      expect(filesOf(input, 'fleet').map(({ path }) => path)).toEqual([
        ...own[name].map(file => `fleet/clusters/prod-euw1-a/${file}.yaml`),
        ...(input.engine === 'flux'
          ? [
              'fleet/infrastructure/base/kustomization.yaml',
              `fleet/infrastructure/overlays/${overlay}/kustomization.yaml`,
              'fleet/apps/base/kustomization.yaml',
              `fleet/apps/overlays/${overlay}/kustomization.yaml`,
            ]
          : []),
        'fleet/catalog/clusters/prod-euw1-a.yaml',
      ]);
    },
  );

  it.each(Object.entries(REGISTRATIONS))(
    'reads as it was meant, with %s',
    (_, input) => {
      for (const { documents } of filesOf(input)) {
        const text = printManifests(documents);
        expect(parseAllDocuments(text).map(each => each.toJS())).toEqual(
          documents,
        );
        expect(differences(text, documents)).toEqual([]);
      }
    },
  );

  it('is a Resource of the catalog, which Fleet reads attributes from', () => {
    const entity = objectOf(
      { ...REGISTRATIONS.argocd, clusterId: 'c-0a1b2c3d4e5f6a7b8c' },
      'Resource',
    );
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'prod-euw1-a',
        title: 'Production, Ireland A',
        labels: LABELS,
        annotations: {
          'fleet.backstage.io/cluster-id': 'c-0a1b2c3d4e5f6a7b8c',
          'kubernetes.io/api-server': SERVER,
          'kubernetes.io/api-server-certificate-authority': AUTHORITY_DATA,
        },
      },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/platform',
        system: 'system:default/platform',
      },
    });
  });

  it('is a Secret of Argo CD that External Secrets makes', () => {
    const { metadata, spec } = objectOf(REGISTRATIONS.argocd, 'ExternalSecret');
    expect(metadata).toEqual({
      name: 'cluster-prod-euw1-a',
      namespace: 'argocd',
      labels: LABELS,
    });
    expect(spec.secretStoreRef).toEqual({
      name: 'vault',
      kind: 'ClusterSecretStore',
    });
    expect(spec.data).toEqual([
      {
        secretKey: 'credential',
        remoteRef: { key: 'clusters/prod-euw1-a', property: 'token' },
      },
    ]);
    const { template } = spec.target;
    expect(template.metadata.labels).toEqual({
      ...LABELS,
      'argocd.argoproj.io/secret-type': 'cluster',
    });
    expect(template.data).toMatchObject({
      name: 'prod-euw1-a',
      server: SERVER,
    });
    // As the template of External Secrets makes it, of a token with what would end it elsewhere.
    const config = template.data.config.replace(
      '{{ .credential | trim | toJson }}',
      JSON.stringify('a"b'),
    );
    expect(JSON.parse(config)).toEqual({
      bearerToken: 'a"b',
      tlsClientConfig: { insecure: false, caData: AUTHORITY_DATA },
    });
  });

  it('gets its overlays by Flux, the apps after the infrastructure', () => {
    const [infrastructure, apps, ...layout] = filesOf(
      REGISTRATIONS.flux,
      'fleet',
    ).map(({ documents }) => documents[0] as any);
    expect(infrastructure).toMatchObject({
      metadata: { name: 'infrastructure', namespace: 'flux-system' },
      spec: {
        path: './fleet/infrastructure/overlays/production',
        prune: true,
        wait: true,
        interval: '10m',
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      },
    });
    expect(infrastructure.spec).not.toHaveProperty('kubeConfig');
    expect(infrastructure.spec).not.toHaveProperty('dependsOn');
    expect(apps.spec).toMatchObject({
      path: './fleet/apps/overlays/production',
      dependsOn: [{ name: 'infrastructure' }],
    });
    expect(layout[0]).toMatchObject({
      resources: [],
      buildMetadata: ['originAnnotations'],
    });
    expect(layout[1]).toMatchObject({ resources: ['../../base'] });
  });

  it('is one of many on a hub of Flux', () => {
    const [secret, infrastructure, apps] = filesOf(
      REGISTRATIONS['flux of a hub'],
    ).map(({ documents }) => documents[0] as any);
    expect(secret.metadata).toMatchObject({
      name: 'prod-euw1-a-kubeconfig',
      namespace: 'fleet-hub',
    });
    expect(infrastructure.metadata.name).toBe('prod-euw1-a-infrastructure');
    expect(apps.spec).toMatchObject({
      dependsOn: [{ name: 'prod-euw1-a-infrastructure' }],
      path: './apps/overlays/prod-euw1-a',
      kubeConfig: {
        secretRef: { name: 'prod-euw1-a-kubeconfig', key: 'value' },
      },
    });
  });

  it('is accepted by a hub of Open Cluster Management only where that was chosen', () => {
    const input = REGISTRATIONS['open-cluster-management'];
    expect(objectOf(input, 'ManagedCluster')).toMatchObject({
      metadata: {
        labels: {
          ...LABELS,
          'cluster.open-cluster-management.io/clusterset': 'production',
        },
      },
      spec: {
        hubAcceptsClient: false,
        managedClusterClientConfigs: [
          { url: SERVER, caBundle: AUTHORITY_DATA },
        ],
      },
    });
    const accepted = { ...input, hubAcceptsClient: true };
    expect(objectOf(accepted, 'ManagedCluster').spec.hubAcceptsClient).toBe(
      true,
    );
  });

  it('is a Cluster of Karmada', () => {
    expect(objectOf(REGISTRATIONS.karmada, 'Cluster').spec).toEqual({
      syncMode: 'Push',
      apiEndpoint: SERVER,
      secretRef: { namespace: 'karmada-cluster', name: 'prod-euw1-a' },
      provider: 'aws',
      region: 'eu-west-1',
      zones: ['eu-west-1a'],
    });
    const secret = objectOf(REGISTRATIONS.karmada, 'ExternalSecret');
    expect(secret.spec.secretStoreRef.kind).toBe('SecretStore');
    expect(secret.spec.target.template.data).toEqual({
      token: '{{ .credential | trim }}',
      caBundle: AUTHORITY,
    });
    const pulling = REGISTRATIONS['karmada by pulling'];
    expect(objectOf(pulling, 'ExternalSecret')).toBeUndefined();
    expect(objectOf(pulling, 'Cluster').spec).toMatchObject({
      syncMode: 'Pull',
    });
  });

  it('is imported into Rancher, or known to its Fleet by a kubeconfig', () => {
    expect(objectOf(REGISTRATIONS.rancher, 'Cluster')).toEqual({
      apiVersion: 'provisioning.cattle.io/v1',
      kind: 'Cluster',
      metadata: {
        name: 'prod-euw1-a',
        namespace: 'fleet-default',
        labels: LABELS,
      },
      spec: {},
    });
    const own = REGISTRATIONS['rancher-fleet'];
    expect(objectOf(own, 'Cluster').spec).toEqual({
      kubeConfigSecret: 'prod-euw1-a-kubeconfig',
    });
    expect(objectOf(own, 'ExternalSecret').spec.data[0].remoteRef).toEqual({
      key: 'clusters/prod-euw1-a',
      property: 'config',
    });
  });
});

describe('what is refused', () => {
  const ARGO = REGISTRATIONS.argocd;
  const KEY = AUTHORITY.replaceAll('CERTIFICATE', 'PRIVATE KEY');
  const [, BODY] = AUTHORITY.split('\n');

  it.each<[string, Partial<RegistrationInput>, RegExp]>([
    ['a name that leads elsewhere', { name: '../a' }, /'name' is "\.\.\/a"/],
    ['a name of two lines', { name: 'a\nb' }, /'name'/],
    ['a name that is a template', { name: '{{a}}' }, /'name'/],
    ['no name', { name: '' }, /'name' is ""/],
    ['a name that is too long', { name: 'a'.repeat(64) }, /1 to 63/],
    ['another engine', { engine: 'kubefed' as never }, /one of argocd, flux/],
    ['no owner', { owner: '' }, /'owner'/],
    ['an owner that is none', { owner: 'component:a' }, /a group or a user/],
    ['a system that is none', { system: 'group:a' }, /'system'/],
    ['no address', { server: 'prod' }, /it is no address/],
    ['http', { server: 'http://a.example' }, /only https/],
    ['a query', { server: 'https://a.example/?b' }, /query/],
    ['a template', { server: 'https://a.example/{{b}}' }, /'server'/],
    ['a title of two lines', { title: 'a\nb' }, /'title'/],
    ['a hidden sign', { title: 'a\u202eb' }, /'title'/],
    ['no attribute', { attributes: { size: 'a' } as never }, /'attributes'/],
    ['no label', { attributes: { region: 'a b' } }, /'attributes\.region'/],
    [
      'a label of an engine',
      { labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
      /inputs of their own/,
    ],
    [
      'a label of Fleet',
      { labels: { 'fleet.backstage.io/region': 'a' } },
      /inputs of their own/,
    ],
    ['no key', { labels: { 'a b': 'c' } }, /no key of a label/],
    ['no value', { labels: { a: '{{ b }}' } }, /'labels\.a'/],
    ['no id', { clusterId: 'a b' }, /'clusterId'/],
    ['no provider', { authProvider: 'a b' }, /'authProvider'/],
    ['a namespace that is none', { namespace: 'a/b' }, /'namespace'/],
    [
      'an overlay of others',
      { overlay: 'a' },
      /'overlay' means nothing to 'argocd'/,
    ],
    ['a set of others', { clusterSet: 'a' }, /'clusterSet' means nothing/],
    [
      'no store',
      { credentials: { store: 'a b', key: 'c' } },
      /'credentials\.store'/,
    ],
    [
      'another store',
      { credentials: { store: 'a', key: 'c', storeKind: 'Secret' as never } },
      /'SecretStore' or/,
    ],
    [
      'a key that leads elsewhere',
      { credentials: { store: 'a', key: '../c' } },
      /no name of a secret/,
    ],
    [
      'a key that is a template',
      { credentials: { store: 'a', key: '{{ c }}' } },
      /no name of a secret/,
    ],
    [
      'a field that is none',
      { credentials: { store: 'a', key: 'c', property: 'd e' } },
      /no field of a secret/,
    ],
    ['no credentials', { credentials: undefined }, /'credentials' is missing/],
    [
      'no server',
      { server: undefined, certificateAuthority: undefined },
      /'server' is missing/,
    ],
    [
      'an authority of nothing',
      { server: undefined },
      /there is none: give that/,
    ],
    [
      'an authority that is none',
      { certificateAuthority: 'abc' },
      /no PEM of certificates/,
    ],
    [
      'a certificate that is none',
      { certificateAuthority: AUTHORITY.replace(BODY, BODY.slice(4)) },
      /cannot be read/,
    ],
    [
      'words beside certificates',
      { certificateAuthority: `${AUTHORITY}-----BEGIN X-----` },
      /no PEM of certificates/,
    ],
  ])('%s', (_, over, words) => {
    const register = () => checkRegistration({ ...ARGO, ...over });
    expect(register).toThrow(InputError);
    expect(register).toThrow(words);
  });

  it.each([
    [
      'a JSON Web Token',
      'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJmbGVldCJ9.c2lnbmF0dXJl',
    ],
    ['a token of GitHub', `ghp_${'a1B'.repeat(12)}`],
    ['something long and mixed', 'Zm9vYmFyMTIzNDU2Nzg5MEFCQ0RFRkdISUpLTE1OT1A'],
  ])('%s as the name of a secret, and is never shown', (_, key) => {
    const register = () =>
      checkRegistration({ ...ARGO, credentials: { store: 'vault', key } });
    expect(register).toThrow(/looks like a credential/);
    expect(register).not.toThrow(key);
  });

  it('a private key, and a password in an address, and none is shown', () => {
    for (const given of [
      KEY,
      Buffer.from(KEY).toString('base64'),
      AUTHORITY + KEY,
    ]) {
      const register = () =>
        checkRegistration({ ...ARGO, certificateAuthority: given });
      expect(register).toThrow(/has a private key in it/);
      expect(register).not.toThrow(BODY);
    }
    const register = () =>
      checkRegistration({ ...ARGO, server: 'https://fleet:hunter2@a.example' });
    expect(register).toThrow(/has credentials in it/);
    expect(register).not.toThrow('hunter2');
  });

  it('what an engine cannot do without, or does not take', () => {
    const of = (name: string, over: Partial<RegistrationInput>) => () =>
      checkRegistration({ ...REGISTRATIONS[name], ...over });
    expect(of('karmada', { credentials: undefined })).toThrow(
      /'credentials' is missing/,
    );
    expect(
      of('karmada by pulling', { credentials: { store: 'a', key: 'b' } }),
    ).toThrow(/agent fetches \(Pull\)/);
    expect(of('karmada', { name: 'a'.repeat(49) })).toThrow(/1 to 48/);
    expect(of('karmada', { syncMode: 'push' as never })).toThrow(/'Push' or/);
    expect(of('flux', { name: 'a'.repeat(49) })).toThrow(/1 to 48/);
    expect(of('rancher-fleet', { credentials: undefined })).toThrow(
      /'credentials' is missing/,
    );
    for (const name of ['rancher', 'open-cluster-management']) {
      expect(of(name, { credentials: { store: 'a', key: 'b' } })).toThrow(
        /'credentials' means nothing/,
      );
    }
    expect(of('open-cluster-management', { clusterSet: 'a/b' })).toThrow(
      /'clusterSet'/,
    );
  });

  it.each([
    '../a',
    '/a',
    'a/../b',
    'a//b',
    './a',
    '.github',
    'a/.b',
    'a\\b',
    'a\n',
    '{{ a }}',
    '-a/-',
  ])('the folder %j', folder => {
    expect(() => checkFolder(folder)).toThrow(InputError);
  });

  it('no folder at all is the root', () => {
    expect(['', '.', 'a', 'a/b/'].map(checkFolder)).toEqual([
      '.',
      '.',
      'a',
      'a/b',
    ]);
  });
});

describe('what is taken as it is meant', () => {
  const entityOf = (over: Partial<RegistrationInput>) =>
    objectOf({ ...REGISTRATIONS.argocd, ...over }, 'Resource');

  it('empty fields of a form are none', () => {
    const { metadata, spec } = entityOf({
      title: '',
      system: '',
      certificateAuthority: '',
      attributes: { region: '', tier: '2' },
      labels: {},
      clusterId: '',
      overlay: '',
    });
    expect(metadata).toEqual({
      name: 'prod-euw1-a',
      labels: { 'fleet.backstage.io/tier': '2' },
      annotations: { 'kubernetes.io/api-server': SERVER },
    });
    expect(spec).not.toHaveProperty('system');
  });

  it('references have their kind and namespace', () => {
    expect(entityOf({ owner: 'payments' }).spec.owner).toBe(
      'group:default/payments',
    );
    expect(entityOf({ owner: 'User:acme/ann' }).spec.owner).toBe(
      'user:acme/ann',
    );
  });

  it('an authority is its certificates, and an address has no slash at its end', () => {
    const same = [
      AUTHORITY_DATA,
      `subject=CN = fleet\n${AUTHORITY.replaceAll('\n', '\r\n')}`,
    ].map(certificateAuthority => entityOf({ certificateAuthority }));
    for (const { metadata } of same) {
      expect(
        metadata.annotations['kubernetes.io/api-server-certificate-authority'],
      ).toBe(AUTHORITY_DATA);
    }
    expect(
      entityOf({ server: 'https://API.prod-euw1-a.example:6443/' }).metadata
        .annotations['kubernetes.io/api-server'],
    ).toBe(SERVER);
  });

  it('a text is a text to who reads YAML 1.1, and to who reads 1.2', () => {
    const values = [
      'on',
      'no',
      'y',
      '1_000',
      '1e3',
      '0o17',
      '0x1F',
      '010',
      'null',
      '1.10',
      '2026-11-30',
    ];
    for (const environment of values) {
      const { metadata } = entityOf({ attributes: { environment } });
      const text = printManifests([{ apiVersion: 'a', kind: 'b', metadata }]);
      const key = 'fleet.backstage.io/environment';
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(text, { version }).metadata.labels[key]).toBe(environment);
      }
    }
  });
});

describe('differences', () => {
  const [{ documents }] = filesOf(REGISTRATIONS.argocd);
  const text = printManifests(documents);

  it('are none where only the writing differs', () => {
    expect(
      differences(`# ours\n${JSON.stringify(documents[0])}\n`, documents),
    ).toEqual([]);
  });

  it('say where, and what', () => {
    expect(
      differences(text.replace('name: vault', 'name: other'), documents),
    ).toEqual([
      'spec.secretStoreRef.name is "other" there, and would be "vault"',
    ]);
    expect(differences(`${text}---\n${text}`, documents)).toEqual([
      'it has 2 objects and not 1',
    ]);
    expect(differences('a: [', documents)[0]).toContain('cannot be read');
    expect(differences('a: 1\n', documents).join()).toContain('apiVersion');
  });

  it('show nothing of what may be a credential', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {token: hunter2}\n';
    expect(differences(secret, documents)).toEqual(['it has a Secret in it']);
    const inline = text.replace(/config: .*/, 'config: hunter2');
    expect(inline).toContain('hunter2');
    expect(differences(inline, documents).join()).toContain('something else');
    expect(differences(inline, documents).join()).not.toContain('hunter2');
  });
});
