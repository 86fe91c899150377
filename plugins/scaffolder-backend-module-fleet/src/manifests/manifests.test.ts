import { mockServices } from '@backstage/backend-test-utils';
import { parseAllDocuments } from 'yaml';
import { readAllowedPaths } from '../allowed';
import { commentsOf } from '../yaml/setInText';
import {
  APPLICATION,
  APPLICATION_OF_TEXT,
  APPLICATION_SET,
  CASES,
  DIGEST,
  FLEET,
  HELM_RELEASE,
  KARMADA,
  KUSTOMIZATION,
  OBJECTS,
  OCM,
  SOURCES,
  VALUES,
} from './__testUtils__/files';
import { editManifest, type Edit } from '.';

const ALLOWED = readAllowedPaths(mockServices.rootConfig());
const overlay = 'apps/overlays/prod/kustomization.yaml';
const app = 'apps/prod/shop.yaml';
const values = 'charts/shop/values.yaml';
const fleet = 'apps/shop/fleet.yaml';

const run = (wanted: Edit, text: string) => editManifest(wanted, text, ALLOWED);

describe('editManifest', () => {
  it.each(CASES)(
    'changes %s, and no other byte',
    (_, text, wanted, old, now) => {
      expect(text.split(old)).toHaveLength(2);
      const edited = run(wanted, text);
      expect(edited.text).toBe(text.replace(old, () => now));
      expect(edited.what).toBeTruthy();
      expect(edited.changed.length).toBeGreaterThan(0);
      expect(commentsOf(edited.text)).toEqual(commentsOf(text));
      for (const { errors } of parseAllDocuments(edited.text)) {
        expect(errors).toEqual([]);
      }
      // A second time there is nothing to do, and that is said.
      const again = run(wanted, edited.text);
      expect(again.text).toBe(edited.text);
      expect(again.changed).toEqual([]);
      const crlf = text.replaceAll('\n', '\r\n');
      expect(run(wanted, crlf).text).toBe(edited.text.replaceAll('\n', '\r\n'));
    },
  );

  const images = (own: object[], file = overlay) =>
    ({ edit: 'kustomize-images', file, images: own } as Edit);
  const one = (newTag: string, name = 'proxy') => images([{ name, newTag }]);
  const chart = (own: object[], file = values) =>
    ({ edit: 'helm-values', file, values: own } as Edit);
  const application = (own: object) =>
    ({ edit: 'argo-application', file: app, ...own } as Edit);
  const set = (own: object) =>
    ({ edit: 'argo-application-set-template', file: app, ...own } as Edit);
  const element = (own: object) =>
    ({
      edit: 'argo-application-set-element',
      file: app,
      values: [{ path: 'revision', value: 'v2' }],
      ...own,
    } as Edit);
  const release = (own: object) =>
    ({ edit: 'flux-helm-release', file: app, ...own } as Edit);
  const source = (own: object) =>
    ({ edit: 'flux-source', file: app, ...own } as Edit);
  const objects = (kind: string, path: string, value: unknown, own = {}) =>
    ({
      edit: 'object',
      file: app,
      kind,
      values: [{ path, value, add: true }],
      ...own,
    } as Edit);
  const rancher = (own: object) =>
    ({ edit: 'rancher-fleet', file: fleet, ...own } as Edit);

  const placement = (own: object) =>
    ({
      edit: 'karmada-placement',
      file: app,
      kind: 'PropagationPolicy',
      ...own,
    } as Edit);
  const override = (own: object) =>
    ({
      edit: 'karmada-override',
      file: app,
      kind: 'OverridePolicy',
      clusters: ['prod-euw1-a'],
      ...own,
    } as Edit);
  const selection = (own: object) =>
    ({ edit: 'ocm-placement', file: app, ...own } as Edit);
  const work = (own: object) =>
    ({
      edit: 'ocm-work',
      file: app,
      kind: 'ManifestWorkReplicaSet',
      workload: { kind: 'Deployment', name: 'shop' },
      container: 'app',
      image: 'shop:2',
      ...own,
    } as Edit);

  it.each<[string, string, Edit, RegExp]>([
    // Files
    ['a path out', '', images([], '../a/kustomization.yaml'), /./],
    [
      'a path out of the repository',
      KUSTOMIZATION,
      images([{ name: 'a', newTag: 'b' }], 'a/../../kustomization.yaml'),
      /leads out of the repository/,
    ],
    [
      'an absolute path',
      KUSTOMIZATION,
      images([{ name: 'a', newTag: 'b' }], '/etc/kustomization.yaml'),
      /leads out of the repository/,
    ],
    [
      "Git's own folder",
      KUSTOMIZATION,
      images([{ name: 'a', newTag: 'b' }], '.git/kustomization.yaml'),
      /is hidden/,
    ],
    [
      'a pipeline',
      'on: push\n',
      chart([{ path: 'on', value: 'x' }], '.github/workflows/values.yaml'),
      /is hidden/,
    ],
    [
      'a file that is none of values',
      'a: b\n',
      chart([{ path: 'a', value: 'x' }], 'azure-pipelines.yml'),
      /has to be a file of values/,
    ],
    [
      'a line in a name',
      KUSTOMIZATION,
      images([{ name: 'a', newTag: 'b' }], 'a\n/kustomization.yaml'),
      /is no name of a file/,
    ],
    // Values that are versions
    ['a tag of two lines', KUSTOMIZATION, one('a\nb'), /no tag of an image/],
    ['a tag as a template', KUSTOMIZATION, one('{{ x }}'), /no tag/],
    ['a tag for the scaffolder', KUSTOMIZATION, one('${{ x }}'), /no tag/],
    ['a tag with a tag of YAML', KUSTOMIZATION, one('!!str a'), /no tag/],
    ['a tag as an anchor', KUSTOMIZATION, one('&a'), /no tag/],
    ['a tag that mentions', KUSTOMIZATION, one('@everyone'), /no tag/],
    ['a tag and a digest', KUSTOMIZATION, one(`a@${DIGEST}`), /no tag/],
    ['an image with a tag', KUSTOMIZATION, one('a', 'b:1'), /no name of an im/],
    ['an image out', KUSTOMIZATION, one('a', '../b'), /no name of an image/],
    [
      'a short digest',
      KUSTOMIZATION,
      images([{ name: 'proxy', digest: 'sha256:12' }]),
      /no digest/,
    ],
    [
      'an image without a version',
      KUSTOMIZATION,
      images([{ name: 'proxy' }]),
      /neither 'newName' nor 'newTag' nor 'digest'/,
    ],
    [
      'a range of charts',
      HELM_RELEASE,
      release({ chartVersion: '>=1.0.0' }),
      /no version of a chart/,
    ],
    [
      'a revision as an option',
      APPLICATION,
      application({ source: { chart: 'shop' }, targetRevision: '--exec' }),
      /no branch, tag, commit or version/,
    ],
    [
      'a range of Git',
      APPLICATION,
      application({ source: { chart: 'shop' }, targetRevision: 'a..b' }),
      /no branch/,
    ],
    [
      'a field that nobody knows',
      KUSTOMIZATION,
      images([{ name: 'proxy', newTag: 'a', __proto: 1 }]),
      /cannot be done/,
    ],
    // What is ambiguous
    [
      'an image twice',
      KUSTOMIZATION.replace('name: registry.example/shop', 'name: proxy'),
      one('a'),
      /has 2 entries of the image 'proxy'/,
    ],
    [
      'an anchor',
      KUSTOMIZATION.replace('newTag: "1.9"', 'newTag: &a "1.9"'),
      one('a', 'registry.example/shop'),
      /uses anchors/,
    ],
    [
      'a comment that would go',
      KUSTOMIZATION,
      images([{ name: 'registry.example/shop', digest: DIGEST }]),
      /a comment would be lost/,
    ],
    [
      'a template in the place',
      KUSTOMIZATION.replace('"1.9"', '"{{ .tag }}"'),
      one('a', 'registry.example/shop'),
      /is a template \('\{\{'\): something else fills it in/,
    ],
    ['what is no YAML', '{{ a }}: [\n', one('a'), /no kustomization that is/],
    [
      'a kustomization of another kind',
      'kind: Secret\n',
      one('a'),
      /of the kind 'Secret'/,
    ],
    ['two documents', 'a: 1\n---\nb: 1\n', one('a'), /several documents/],
    [
      'a chart that is not there',
      KUSTOMIZATION,
      {
        edit: 'kustomize-helm-chart',
        file: overlay,
        chart: '__proto__',
        version: '1.0.0',
      },
      /has no of the chart '__proto__'/,
    ],
    [
      'a patch that is not there',
      KUSTOMIZATION,
      {
        edit: 'kustomize-patch',
        file: overlay,
        kind: 'Deployment.apps',
        name: 'other',
        values: [{ path: 'spec.replicas', value: 1 }],
      },
      /has no patches written within it/,
    ],
    [
      'a patch of other objects as well',
      KUSTOMIZATION.replace(
        '  - patch: |',
        '  - target: {kind: Deployment, name: shop, labelSelector: a=b}\n    patch: |',
      ),
      {
        edit: 'kustomize-patch',
        file: overlay,
        kind: 'Deployment.apps',
        name: 'shop',
        values: [{ path: 'spec.replicas', value: 1 }],
      },
      /may be of other objects as well/,
    ],
    [
      'a patch of another object, whatever it is called itself',
      KUSTOMIZATION.replace(
        '  - patch: |',
        '  - target: {kind: Deployment, name: other}\n    patch: |',
      ),
      {
        edit: 'kustomize-patch',
        file: overlay,
        kind: 'Deployment.apps',
        name: 'shop',
        values: [{ path: 'spec.replicas', value: 1 }],
      },
      /has no patches written within it/,
    ],
    [
      'two objects of a name',
      `${HELM_RELEASE}---\n${HELM_RELEASE.replace(
        'namespace: shop',
        'namespace: b',
      )}`,
      release({ name: 'shop', chartVersion: '1.2.3' }),
      /has 2 of HelmRelease 'shop': HelmRelease 'shop\/shop', HelmRelease 'b\/shop'\. Name the one/,
    ],
    [
      'no such object',
      SOURCES,
      release({ chartVersion: '1.2.3' }),
      /has no HelmRelease. It has OCIRepository 'shop', GitRepository 'shop'/,
    ],
    // Values by their paths
    [
      'a value that is not there',
      VALUES,
      chart([{ path: 'image.tagg', value: '1' }]),
      /'image.tagg' in .* is not changed: It is not there\. Correct the path/,
    ],
    [
      'an item that is not there',
      VALUES,
      chart([{ path: 'hosts[name=b].path', value: '1', add: true }]),
      /The list has no such item/,
    ],
    ['no path', VALUES, chart([{ path: 'a..b', value: '1' }]), /It is no path/],
    [
      'a secret by its name',
      VALUES,
      chart([{ path: 'auth.password', value: 'x', add: true }]),
      /By its name it is a secret/,
    ],
    [
      'a secret within a value',
      VALUES,
      chart([{ path: 'auth', value: { apiKey: 'x' }, add: true }]),
      /By its name it is a secret/,
    ],
    [
      'a credential in a value',
      VALUES,
      chart([{ path: 'replicaCount', value: 'https://a:b@c.example' }]),
      /may hold a credential/,
    ],
    [
      'what a pod may do',
      VALUES,
      chart([{ path: 'securityContext.runAsUser', value: 0, add: true }]),
      /decides what something may do/,
    ],
    [
      'a template as a value',
      VALUES,
      chart([{ path: 'image.tag', value: '{{ .Values.x }}' }]),
      /which engines take for a template/,
    ],
    [
      'what Flux replaces, as a value',
      VALUES,
      chart([{ path: 'image.tag', value: '${TAG}' }]),
      /has '\$\{', which engines/,
    ],
    [
      'an object as values',
      OBJECTS.split('---')[0],
      chart([{ path: 'spec.replicas', value: 1 }]),
      /it is an object/,
    ],
    [
      'a value that is beside where values are',
      HELM_RELEASE.replace(/ {2}values:[^]*/, ''),
      release({ values: [{ path: 'spec.interval', value: '1m' }] }),
      /It is not there/,
    ],
    [
      'what SOPS signs',
      `${VALUES}sops: {mac: x}\n`,
      chart([{ path: 'image.tag', value: '2' }]),
      /is encrypted by SOPS/,
    ],
    [
      'an alias of a list',
      `x: &x [{name: proxy, newTag: a}]\nimages: *x\n`,
      one('b'),
      /uses anchors/,
    ],
    [
      'aliases that stand for too much',
      `a: &a [1,1,1,1,1,1,1,1,1,1]\n${[...'bcdefgh']
        .map(
          (name, index) =>
            `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(10)}]\n`,
        )
        .join('')}images: [{name: proxy, newTag: a}]\n`,
      one('b'),
      /its aliases stand for too much/,
    ],
    [
      'a merge key',
      `x: &x {a: b}\nimages:\n  - <<: *x\n    name: proxy\n    newTag: a\n`,
      one('b'),
      /uses anchors/,
    ],
    [
      'a value with a tag of YAML',
      'image: {tag: !!str 1}\n',
      chart([{ path: 'image.tag', value: '2' }]),
      /has a tag/,
    ],
    // Objects
    [
      'a Secret',
      OBJECTS,
      objects('Secret', 'stringData.a', 'c'),
      /Objects of the kind Secret are never changed/,
    ],
    [
      'a role',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules: []\n',
      objects('Role.rbac.authorization.k8s.io', 'rules', []),
      /are never changed by this/,
    ],
    [
      'a webhook',
      'apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: a}\n',
      objects(
        'MutatingWebhookConfiguration.admissionregistration.k8s.io',
        'webhooks',
        [],
      ),
      /are never changed by this/,
    ],
    [
      'a volume',
      OBJECTS,
      objects('Deployment.apps', 'spec.template.spec.volumes', []),
      /decides what something may do/,
    ],
    [
      'what is not allowed',
      OBJECTS,
      objects('Deployment.apps', 'spec.paused', true),
      /not among the paths that are allowed for Deployment.apps/,
    ],
    [
      'a field of the name of another',
      OBJECTS,
      objects('Deployment.apps', '__proto__.a', 1),
      /not among the paths/,
    ],
    // Flux
    [
      'a chart of an OCIRepository',
      HELM_RELEASE.replace(
        /chart:\n {4}spec:[^]*values:/,
        'chartRef: {kind: OCIRepository, name: shop}\n  values:',
      ),
      release({ chartVersion: '1.2.3' }),
      /takes its chart from the OCIRepository 'shop'. Set the version there, with the edit 'flux-source'/,
    ],
    [
      'a chart in Git',
      HELM_RELEASE.replace('HelmRepository', 'GitRepository'),
      release({ chartVersion: '1.2.3' }),
      /is in the GitRepository 'charts', of which a version of the chart is not read/,
    ],
    ['nothing', HELM_RELEASE, release({}), /neither a 'chartVersion' nor/],
    [
      'a commit of an artifact',
      SOURCES,
      source({ kind: 'OCIRepository', ref: { commit: 'a'.repeat(40) } }),
      /'ref' of a OCIRepository is commit here/,
    ],
    [
      'a branch that goes with its comment',
      SOURCES,
      source({ kind: 'GitRepository', ref: { tag: 'v1' } }),
      /a comment would be lost/,
    ],
    // Argo CD
    [
      'several sources',
      APPLICATION,
      application({ targetRevision: 'v1' }),
      /has 2 sources that may be meant. Say which by 'source'/,
    ],
    [
      'a source that is not there',
      APPLICATION,
      application({ source: { chart: 'x' }, targetRevision: 'v1' }),
      /none that is as 'source' says/,
    ],
    [
      'an Application without a source',
      APPLICATION.replace(/ {2}sources:[^]*/, ''),
      application({ targetRevision: 'v1' }),
      /says no source \('spec.source'\)/,
    ],
    [
      'an Application whose manifests are hydrated',
      APPLICATION.replace('  sources:', '  sourceHydrator: {}\n  sources:'),
      application({ targetRevision: 'v1' }),
      /has a 'sourceHydrator'/,
    ],
    [
      'a parameter that counts instead',
      APPLICATION,
      application({
        source: { chart: 'shop' },
        values: [{ path: 'mode', value: 'slow', add: true }],
      }),
      /is set by 'helm.parameters' as well/,
    ],
    [
      'a parameter that is not there',
      APPLICATION,
      application({
        source: { chart: 'shop' },
        parameters: [{ name: 'moode', value: 'slow' }],
      }),
      /has no parameter 'moode'/,
    ],
    [
      'values that are a template',
      APPLICATION_OF_TEXT.replace('"1.9"', '"{{ .x }}"'),
      application({ values: [{ path: 'image.tag', value: '1' }] }),
      /is a template/,
    ],
    [
      'a template of an ApplicationSet',
      APPLICATION_SET,
      set({ targetRevision: 'v2' }),
      /'spec.template.spec.source.targetRevision' in .* is a template/,
    ],
    [
      'a template that another is over',
      APPLICATION_SET.replace(
        '  template:\n',
        '  templatePatch: "x"\n  template:\n',
      ),
      set({ parameters: [{ name: 'image.tag', value: '2' }] }),
      /has 'templatePatch' as well/,
    ],
    [
      'no such element',
      APPLICATION_SET,
      element({ element: { cluster: 'c' } }),
      /No list generator .* has an element of 'cluster: c', of 2 that are there/,
    ],
    [
      'an element by what all have',
      APPLICATION_SET.replace('v1.8', 'v1.9'),
      element({ element: { revision: 'v1.9' } }),
      /have 2 elements/,
    ],
    [
      'an element by nothing',
      APPLICATION_SET,
      element({ element: {} }),
      /names nothing/,
    ],
    [
      'what an element is known by',
      APPLICATION_SET,
      element({
        element: { cluster: 'a' },
        values: [{ path: 'cluster', value: 'b' }],
      }),
      /what the element is known by/,
    ],
    // Rancher Fleet
    [
      'no such target',
      FLEET,
      rancher({ target: 'stage', version: '1.2.3' }),
      /has none of the name 'stage'. It has 'prod', 'dev', 'off'/,
    ],
    [
      'a target that gets nothing',
      FLEET,
      rancher({ target: 'off', version: '1.2.3' }),
      /nothing is deployed there/,
    ],
    [
      'a chart that lies in the folder',
      FLEET.replace('  repo: https://charts.example\n', ''),
      rancher({ version: '1.2.3' }),
      /takes its chart from no repository/,
    ],
    // Karmada
    [
      'a list that is not there',
      KARMADA.replace(/clusterNames:\n(?: {8}.*\n|\n)+/, 'exclude: [x]\n'),
      placement({ clusters: { add: ['b'] } }),
      /is no list with names, which means clusters that labels or fields select, or all/,
    ],
    [
      'the last of a list',
      KARMADA.replace(/ {8}- canary\n\n.*\n/, '').replace(' # first', ''),
      placement({ clusters: { remove: ['prod-euw1-a'] } }),
      /nothing would be left/,
    ],
    [
      'a comment of a cluster that goes',
      KARMADA,
      placement({ clusters: { remove: ['prod-euw1-a'] } }),
      /a comment would be lost/,
    ],
    [
      'a cluster that is excluded',
      KARMADA.replace('clusterNames:\n', 'exclude: [b]\n      clusterNames:\n'),
      placement({ clusters: { add: ['b'] } }),
      /has 'b', which counts more/,
    ],
    [
      'a cluster as a template',
      KARMADA,
      placement({ clusters: { add: ['{{ x }}'] } }),
      /is no name/,
    ],
    [
      'several affinities',
      KARMADA.replace(
        /clusterAffinity:\n(?: {6,8}.*\n|\n)+/,
        'clusterAffinities:\n      - {affinityName: a, clusterNames: [a]}\n      - {affinityName: b, clusterNames: [b]}\n',
      ),
      placement({ clusters: { add: ['c'] } }),
      /has 2 affinities that may be meant, of 'a', 'b'/,
    ],
    [
      'a rule of other clusters',
      KARMADA,
      override({
        clusters: ['prod-euw1-a', 'canary'],
        image: { component: 'Tag', value: '2' },
      }),
      /has no rule that is of 'prod-euw1-a', 'canary' and of no others/,
    ],
    [
      'a tag that is added to',
      KARMADA.replace('operator: replace', 'operator: add'),
      override({ image: { component: 'Tag', value: '2' } }),
      /or one that does not replace it/,
    ],
    [
      'a registry that is none',
      KARMADA,
      override({ image: { component: 'Registry', value: '../x' } }),
      /'\.\.\/x' is no registry/,
    ],
    [
      'a field that is never changed',
      KARMADA,
      override({
        plaintext: [
          { path: '/spec/template/spec/hostNetwork', value: true, add: true },
        ],
      }),
      /decides what something may do/,
    ],
    [
      'a field of objects of any kind',
      KARMADA.replaceAll(/ {2}resourceSelectors:\n.*\n/g, ''),
      override({ plaintext: [{ path: '/spec/replicas', value: 1 }] }),
      /objects of any kind/,
    ],
    // Open Cluster Management
    [
      'a set that is the last',
      OCM.replace(' # always', ''),
      selection({ clusterSets: { remove: ['staging'] } }),
      /which means all sets that its namespace is bound to/,
    ],
    [
      'a label that is not there',
      OCM,
      selection({ labels: [{ key: '__proto__', value: '2' }] }),
      /is no name of a label/,
    ],
    [
      'a label of no predicate',
      OCM,
      selection({ labels: [{ key: 'wav', value: '2' }] }),
      /have the label 'wav' in 'matchLabels' 0 times/,
    ],
    [
      'a workload that is not there',
      OCM,
      work({ workload: { kind: 'DaemonSet', name: 'shop' } }),
      /have no of DaemonSet 'shop'/,
    ],
    [
      'a container that is not there',
      OCM,
      work({ container: 'ap' }),
      /has no containers 'ap'/,
    ],
    [
      'an image without a version',
      OCM,
      work({ image: 'registry.example:5000/shop' }),
      /has neither a tag nor a digest/,
    ],
  ])('refuses %s', (_, text, wanted, because) => {
    expect(() => run(wanted, text)).toThrow(because);
    expect(() => run(wanted, text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('sets the version in a patch of an overlay, that says no chart', () => {
    const text =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: shop\nspec:\n  chart:\n    spec:\n      version: ">=1.0.0-alpha" # staging\n';
    const wanted = { name: 'shop', namespace: 'shop', chartVersion: '1.2.3' };
    const edited = run(release(wanted), text);
    expect(edited.text).toBe(text.replace('>=1.0.0-alpha', '1.2.3'));
    expect(edited.what).toBe('chart of shop is 1.2.3');
    expect(() =>
      run(release(wanted), text.replace(/version:.*/, 'interval: 1m')),
    ).toThrow("names neither a chart ('spec.chart.spec.chart') nor a version");
  });

  it('takes the object that says the namespace before one that says none', () => {
    const bare = HELM_RELEASE.replace('  namespace: shop\n', '');
    const wanted = { name: 'shop', namespace: 'shop', chartVersion: '1.2.3' };
    const edited = run(release(wanted), `${bare}---\n${HELM_RELEASE}`);
    expect(edited.text.startsWith(`${bare}---\n`)).toBe(true);
    expect(() => run(release(wanted), `${bare}---\n${bare}`)).toThrow(
      "has 2 of HelmRelease 'shop' in the namespace 'shop'",
    );
  });

  it('tells that the image automation of Flux sets it as well', () => {
    const text = KUSTOMIZATION.replace(
      '# asked for in May',
      '# {"$imagepolicy": "flux-system:shop:tag"}',
    );
    const edited = run(one('2.0', 'registry.example/shop'), text);
    expect(edited.notes).toEqual([
      `The image automation of Flux sets what changes in '${overlay}' as well, by the comment beside it, and may set it back.`,
    ]);
    expect(run(one('2.0', 'registry.example/shop'), edited.text).notes).toEqual(
      [],
    );
  });

  it('cuts what is so where a value is long', () => {
    const edited = run(
      chart([{ path: 'image.tag', value: 'x'.repeat(5000) }]),
      VALUES,
    );
    expect(edited.what).toHaveLength(300);
  });

  it('tells which targets keep a version of their own', () => {
    const text = FLEET.replace(
      'values:\n        replicaCount',
      'version: 0.9.0\n      values:\n        replicaCount',
    );
    expect(run(rancher({ version: '1.2.3' }), text).notes).toEqual([
      "These targets in 'apps/shop/fleet.yaml' have a version of their own, which stays: 'prod'.",
    ]);
  });

  it('forbids what the operator forbids', () => {
    const allowed = readAllowedPaths(
      mockServices.rootConfig({
        data: {
          fleet: {
            drift: { adopt: { paths: { deny: [{ path: 'spec.replicas' }] } } },
          },
        },
      }),
    );
    expect(() =>
      editManifest(
        {
          edit: 'kustomize-patch',
          file: overlay,
          kind: 'Deployment.apps',
          name: 'shop',
          values: [{ path: 'spec.replicas', value: 1 }],
        },
        KUSTOMIZATION,
        allowed,
      ),
    ).toThrow("The portal's operator forbids it");
  });
});
