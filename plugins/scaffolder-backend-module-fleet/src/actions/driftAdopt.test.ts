import fs from 'node:fs/promises';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type {
  FleetDriftEpisode,
  FleetDriftEpisodeDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readAllowedPaths } from '../allowed';
import {
  detailOf,
  differenceOf,
  EPISODE_ID,
  IMAGE,
} from '../__testUtils__/drift';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { createDriftAdoptAction } from '.';

const { run, read, directory } = workspaces();

const allowedBy = (paths: object = {}) =>
  readAllowedPaths(
    mockServices.rootConfig({
      data: { fleet: { drift: { adopt: { paths } } } },
    }),
  );

const actionOf = (
  detail: FleetDriftEpisodeDetail = detailOf(),
  paths: object = {},
) =>
  createDriftAdoptAction(
    askerOf({ getDriftEpisode: async () => detail }),
    allowedBy(paths),
  );

const INPUT = { episodeId: EPISODE_ID };
const OLD = 'registry.example/app:1.0';
const NEW = 'registry.example/app:2.0';

const APP = `# The shop's checkout.
apiVersion: apps/v1
kind:   Deployment


metadata: {name: checkout}
spec:
    replicas:   3   # as in May

    template:
        spec:
            containers:
            # The one that matters.
            - name: app
              image: ${OLD}   # pinned
              env:
              - {name: LEVEL,   value: "info"}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: checkout
spec:
  ports:
    - port: 80 # HTTP
      targetPort:   8080
`;

/** What changed, line by line. */
const adopt = async (
  files: Record<string, string>,
  detail?: FleetDriftEpisodeDetail,
  options: { input?: object; paths?: object } = {},
) => {
  const { output } = await run(
    actionOf(detail, options.paths),
    { ...INPUT, ...options.input },
    {
      files: Object.fromEntries(
        Object.entries(files).map(([file, text]) => [
          `repository/${file}`,
          text,
        ]),
      ),
    },
  );
  const written = output.written as string[];
  const texts: Record<string, string> = {};
  for (const file of written) texts[file] = await read(`changes/${file}`);
  return { output, texts };
};

/** A folder of an overlay whose base is not in it. */
const overlay = (rest: string) => ({
  'apps/checkout/kustomization.yaml': `# ours\nresources:\n- ../../base # all\n\n${rest}`,
});
const BASE = {
  'base/kustomization.yaml': 'resources: [app.yaml]\n',
  'base/app.yaml': APP,
};

describe('fleet:drift:adopt', () => {
  jest.setTimeout(60_000);

  describe('in a manifest', () => {
    it('changes the one value, in a file of several documents', async () => {
      const text = `${SERVICE}---\n${APP}---\n# last\nkind:   ConfigMap\n`;
      const { output, texts } = await adopt({
        'apps/checkout/all.yaml': text,
        'apps/other/all.yaml': text,
      });
      expect(texts).toEqual({
        'apps/checkout/all.yaml': text.replace(OLD, NEW),
      });
      expect(output).toMatchObject({
        changed: true,
        deleted: [],
        skipped: [],
        title: 'Adopt what is live of Deployment checkout',
        branch: expect.stringMatching(
          /^fleet\/drift-deployment-checkout-[0-9a-f]{8}$/,
        ),
      });
      for (const part of [
        'Cluster:      prod-euw1-a',
        'Changed by:   kubectl-edit (says so itself)',
        `is live:    ${NEW}`,
        'check that it is meant for all of them',
      ]) {
        expect(output.description).toContain(part);
      }
    });

    it('is the same in a dry run, and done again', async () => {
      const files = { 'repository/apps/checkout/app.yaml': APP };
      const first = await run(actionOf(), INPUT, { files });
      const again = await run(actionOf(), INPUT, { files, isDryRun: true });
      expect(again.output).toEqual(first.output);
      const merged = await run(actionOf(), INPUT, {
        files: {
          'repository/apps/checkout/app.yaml': APP.replace(OLD, NEW),
        },
      });
      expect(merged.output).toMatchObject({
        changed: false,
        written: [],
        branch: first.output.branch,
      });
      const other = await run(
        actionOf(detailOf([differenceOf(IMAGE, OLD, 'app:3')])),
        INPUT,
        { files },
      );
      expect(other.output.branch).not.toBe(first.output.branch);
    });

    it('finds items of lists by their keys', async () => {
      const port = 'spec.ports[port=80,protocol=TCP].targetPort';
      const { texts } = await adopt(
        { 'apps/checkout/svc.yaml': SERVICE },
        detailOf([differenceOf(port, 8080, 'http')], {
          resource: { group: '', kind: 'Service', name: 'checkout' },
        }),
      );
      expect(texts['apps/checkout/svc.yaml']).toBe(
        SERVICE.replace('8080', 'http'),
      );
    });

    it('writes what is allowed, and says of the rest why not', async () => {
      const { output, texts } = await adopt(
        { 'apps/checkout/app.yaml': APP },
        detailOf([
          differenceOf('spec.replicas', 3, 5),
          differenceOf(
            'spec.template.spec.containers[name=app].env[name=LEVEL].value',
            'info',
            'debug',
          ),
          differenceOf('spec.template.spec.serviceAccountName', 'a', 'admin'),
          differenceOf(IMAGE, OLD, undefined, {
            kind: 'missing',
            live: undefined,
          }),
        ]),
      );
      expect(texts['apps/checkout/app.yaml']).toBe(
        APP.replace('replicas:   3', 'replicas:   5').replace(
          '"info"',
          '"debug"',
        ),
      );
      expect(output.skipped).toEqual([
        {
          path: 'spec.template.spec.serviceAccountName',
          because: expect.stringContaining('decides what something may do'),
        },
        {
          path: IMAGE,
          because: expect.stringContaining('take it out by hand'),
        },
      ]);
      expect(output.description).toContain(
        'Not spec.template.spec.serviceAccountName',
      );
    });

    it('takes quantities for the same that are', async () => {
      const path = `${IMAGE.replace('.image', '')}.resources.limits.cpu`;
      const text = `${APP}              resources: {limits: {cpu: 0.5}} # half\n`;
      const { texts } = await adopt(
        { 'apps/checkout/app.yaml': text },
        detailOf([differenceOf(path, '500m', '750m')]),
      );
      expect(texts['apps/checkout/app.yaml']).toBe(
        text.replace('cpu: 0.5', 'cpu: 750m'),
      );
    });

    it('adds what nobody asked for, where the whole object is theirs', async () => {
      const { texts } = await adopt(
        { 'apps/checkout/app.yaml': APP },
        detailOf([
          differenceOf(
            'spec.template.spec.containers[name=app].env[name=MODE]',
            undefined,
            { name: 'MODE', value: 'fast' },
          ),
          differenceOf('metadata.labels["example.com/team"]', undefined, 'a'),
        ]),
      );
      expect(texts['apps/checkout/app.yaml']).toBe(
        `${APP.replace(
          '{name: checkout}',
          '{name: checkout, labels: {example.com/team: a}}',
        )}              - name: MODE\n                value: fast\n`,
      );
    });

    it.each([
      [
        'Git says something else',
        { 'apps/checkout/app.yaml': APP.replace(OLD, 'app:9') },
        /says something else than what was last applied/,
      ],
      ['it is nowhere', {}, /There is no Deployment 'checkout' below/],
      [
        'it is there twice',
        { 'apps/checkout/a.yaml': APP, 'apps/checkout/b.yaml': APP },
        /There are 2 of Deployment 'checkout'/,
      ],
      [
        'it is in another namespace',
        {
          'apps/checkout/app.yaml': APP.replace(
            'name: checkout',
            'name: checkout, namespace: other',
          ),
        },
        /There is no Deployment/,
      ],
      [
        'it is of another group',
        { 'apps/checkout/app.yaml': APP.replace('apps/v1', 'other/v1') },
        /There is no Deployment/,
      ],
      [
        'it is an anchor',
        {
          'apps/checkout/app.yaml': APP.replace(OLD, `&image ${OLD}`),
        },
        /uses anchors/,
      ],
      [
        'it has a tag',
        { 'apps/checkout/app.yaml': APP.replace(OLD, `!!str ${OLD}`) },
        /has a tag/,
      ],
      [
        'it is a template',
        {
          'apps/checkout/app.yaml': APP.replace(OLD, '{{ .Values.image }}'),
        },
        /says something else than what was last applied/,
      ],
      [
        'it is no YAML, for templates in it',
        { 'apps/checkout/app.yaml': `${APP}{{- if .x }}: [\n` },
        /There is no Deployment.*Not read/,
      ],
      [
        'a kustomization is below it',
        {
          'apps/checkout/base/kustomization.yaml': 'resources: [app.yaml]\n',
          'apps/checkout/base/app.yaml': APP,
        },
        /is not applied as it is/,
      ],
    ])('refuses it where %s', async (_, files, because) => {
      await expect(adopt(files as Record<string, string>)).rejects.toThrow(
        because,
      );
      expect(directory.content()).not.toHaveProperty('changes');
    });
  });

  describe('in a kustomization', () => {
    it.each([
      [
        'images',
        `images:\n- name: app # short\n  newName: registry.example/app\n  newTag:   "1.0"   # pinned\n`,
        '"1.0"',
        '"2.0"',
      ],
      [
        'a tag that is a number to YAML',
        `images:\n- {name: registry.example/app, newTag: 1.0}\n`,
        'newTag: 1.0',
        'newTag: "2.0"',
      ],
      [
        'a patch',
        `patches:\n- target: {kind: Deployment, name: checkout}\n  patch: |-\n    # why\n    kind: Deployment\n    apiVersion: apps/v1\n    metadata: {name: checkout}\n\n    spec:\n      template: {spec: {containers: [{name: app,   image: ${OLD}}]}}\nnamePrefix:   ""\n`,
        OLD,
        NEW,
      ],
      [
        'an old patch',
        `patchesStrategicMerge:\n  - |\n    kind: Deployment\n    apiVersion: apps/v1\n    metadata: {name: checkout}\n    spec:\n      template: {spec: {containers: [{name: app, image: "${OLD}"}]}} # x\n`,
        OLD,
        NEW,
      ],
      [
        'an operation',
        `patches:\n- target:\n    kind: Deployment\n    name: checkout\n  patch: |\n    - op:   replace # why\n      path: /spec/template/spec/containers/0/image\n      value:   ${OLD}\n`,
        OLD,
        NEW,
      ],
    ])('edits %s, and not what is beneath', async (_, rest, old, now) => {
      const files = { ...BASE, ...overlay(rest) };
      const { texts } = await adopt(files);
      const file = 'apps/checkout/kustomization.yaml';
      const own = overlay(rest)[file];
      expect(own.split(old)).toHaveLength(2);
      expect(texts).toEqual({ [file]: own.replace(old, now) });
    });

    it('takes the last of those that set it', async () => {
      const patch = (image: string) =>
        `kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: checkout\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        image:   ${image} # x\n`;
      const files = {
        ...BASE,
        ...overlay('patches:\n- path: one.yaml\n- path: two.yaml\n'),
        'apps/checkout/one.yaml': patch('app:0'),
        'apps/checkout/two.yaml': patch(OLD),
      };
      const { texts } = await adopt(files);
      expect(texts).toEqual({ 'apps/checkout/two.yaml': patch(NEW) });
      // With images, what patches say does not count.
      await expect(
        adopt({
          ...files,
          ...overlay(
            'patches:\n- path: two.yaml\nimages:\n- {name: registry.example/app, newTag: "3"}\n',
          ),
        }),
      ).rejects.toThrow(/which says something else than what was last applied/);
    });

    it('edits the count of replicas', async () => {
      const rest = 'replicas:\n- name: checkout\n  count:   3 # x\n';
      const { texts } = await adopt(
        { ...BASE, ...overlay(rest) },
        detailOf([differenceOf('spec.replicas', 3, 5)]),
      );
      expect(Object.values(texts)).toEqual([
        overlay(rest)['apps/checkout/kustomization.yaml'].replace(
          'count:   3',
          'count:   5',
        ),
      ]);
    });

    it('edits what a ConfigMap is made of', async () => {
      const rest =
        'configMapGenerator:\n- name: settings\n  literals:\n  - LEVEL=info # x\n  - OTHER=1\n  files:\n  - app.ini\n  - b=other.ini\n';
      const files = {
        ...overlay(rest),
        'apps/checkout/app.ini': '[a]\nb = 1\n',
        'apps/checkout/other.ini': 'c',
      };
      const detail = detailOf(
        [
          differenceOf('data.LEVEL', 'info', 'a: b # ${{ x }}'),
          differenceOf('data["app.ini"]', '[a]\nb = 1\n', '[a]\nb = 2\n'),
          differenceOf('data.b', 'c', 'd'),
        ],
        {
          resource: {
            group: '',
            kind: 'ConfigMap',
            name: 'settings-abcde12345',
            namespace: 'payments',
          },
        },
      );
      const { texts } = await adopt(files, detail);
      expect(texts).toEqual({
        'apps/checkout/kustomization.yaml': files[
          'apps/checkout/kustomization.yaml'
        ].replace('LEVEL=info', '"LEVEL=a: b # ${{ x }}"'),
        'apps/checkout/app.ini': '[a]\nb = 2\n',
        'apps/checkout/other.ini': 'd',
      });
    });

    it('adds a patch where the base is not in the folder, and edits it the next time', async () => {
      const file = 'apps/checkout/drift-payments-deployment-checkout.yaml';
      const list = 'apps/checkout/kustomization.yaml';
      for (const [base, target] of [
        [BASE, ''],
        [{}, '    target:\n      kind: Deployment\n      name: checkout\n'],
      ] as const) {
        const files = { ...base, ...overlay('commonLabels:   {a: b}\n') };
        const { output, texts } = await adopt(files);
        expect(Object.keys(texts)).toEqual([file, list]);
        expect(texts[list]).toBe(
          `${
            files[list]
          }patches:\n- path: drift-payments-deployment-checkout.yaml\n${target.replace(
            /^ {2}/gm,
            '',
          )}`,
        );
        expect(parse(texts[file])).toEqual({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'checkout' },
          spec: {
            template: { spec: { containers: [{ name: 'app', image: NEW }] } },
          },
        });
        expect(output.description).toContain('a new patch');
        const later = await adopt(
          { ...files, ...texts },
          detailOf([
            differenceOf(IMAGE, NEW, 'app:3'),
            differenceOf('spec.replicas', 3, 5),
          ]),
        );
        expect(later.texts).toEqual({
          [file]: `${texts[file].replace(NEW, 'app:3')}`
            .replace('spec:\n  template', 'spec:\n  template')
            .concat('  replicas: 5\n'),
        });
        // And what was merged is no change.
        const merged = await adopt({ ...files, ...texts });
        expect(merged.output.changed).toBe(false);
      }
    });

    it('knows the names that kustomizations make, and the base in the folder', async () => {
      const files = {
        'apps/checkout/kustomization.yaml':
          'resources: [app.yaml]\nnamePrefix: eu-\nnamespace: payments\n',
        'apps/checkout/app.yaml': APP,
      };
      const resource = {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'payments',
        name: 'eu-checkout',
      };
      const { texts } = await adopt(files, detailOf(undefined, { resource }));
      expect(texts).toEqual({
        'apps/checkout/app.yaml': APP.replace(OLD, NEW),
      });
      await expect(
        adopt(
          files,
          detailOf(undefined, {
            resource: { ...resource, namespace: 'other' },
          }),
        ),
      ).rejects.toThrow(/is of the namespace 'payments'/);
    });

    it.each([
      ['replacements', 'replacements: []\n', /has 'replacements', which may/],
      [
        'a patch of several',
        'patches:\n- target: {kind: Deployment}\n  patch: "spec: {replicas: 1}"\n',
        /may be of several objects/,
      ],
      [
        'a patch by a pattern',
        'patches:\n- target: {kind: Deployment, name: "(a+)+$"}\n  patch: "spec: {replicas: 1}"\n',
        /may be of several objects/,
      ],
      [
        'a patch that is not there',
        'patches:\n- path: ../gone.yaml\n',
        /not in what was fetched/,
      ],
      [
        'a patch that deletes',
        'patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: checkout}\n    $patch: delete\n',
        /replaces or deletes parts/,
      ],
      [
        'an operation that tests',
        `patches:\n- target: {kind: Deployment, name: checkout}\n  patch: |\n    - {op: test, path: /spec/template/spec/containers/0/image, value: x}\n`,
        /has an operation 'test'/,
      ],
      [
        'an image by its digest',
        'images:\n- {name: registry.example/app, digest: "sha256:0"}\n',
        /says something else/,
      ],
      [
        'an anchor',
        `images: &i\n- {name: registry.example/app, newTag: "1.0"}\n`,
        /uses anchors/,
      ],
      ['no list that has it', '', /./],
    ])('refuses %s', async (what, rest, because) => {
      const files =
        what === 'no list that has it'
          ? { 'apps/checkout/kustomization.yaml': 'resources: []\n' }
          : { ...BASE, ...overlay(rest) };
      await expect(adopt(files)).rejects.toThrow(because);
      expect(directory.content()).not.toHaveProperty('changes');
    });

    it('edits no label that all objects are given', async () => {
      await expect(
        adopt(
          { ...BASE, ...overlay('commonLabels: {team: a}\n') },
          detailOf([differenceOf('metadata.labels.team', 'a', 'b')]),
        ),
      ).rejects.toThrow(/gives it to all of its objects/);
    });
  });

  describe('in the values of a chart', () => {
    const chart = (episode: Partial<FleetDriftEpisode> = {}) =>
      detailOf(undefined, episode, {
        source: { repository: 'https://charts.example', chart: 'checkout' },
      });
    const INPUT_PATH = { input: { path: 'argocd' } };
    const application = (helm: string) =>
      `# Whose\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: checkout\nspec:\n  source:\n    chart: checkout\n    helm:\n${helm}`;

    it.each([
      [
        'an object',
        `      valuesObject:\n        image: {repository: registry.example/app,   tag: "1.0"} # pinned\n`,
      ],
      [
        'a text',
        `      values: |\n        # why\n        image:\n          repository: registry.example/app\n          tag:   "1.0"   # pinned\n\n        other: 1\n`,
      ],
    ])('edits %s of an Application', async (_, helm) => {
      const files = { 'argocd/app.yaml': application(helm) };
      const { texts, output } = await adopt(files, chart(), INPUT_PATH);
      expect(texts).toEqual({
        'argocd/app.yaml': application(helm).replace('"1.0"', '"2.0"'),
      });
      expect(output.description).toContain('values of a chart');
    });

    it('edits a file of values that an Application names, the last that says it', async () => {
      const app = application(
        '      valueFiles: [one.yaml, two.yaml]\n',
      ).replace('chart: checkout', 'path: argocd/chart');
      const values = (tag: string) =>
        `image:\n  repository: registry.example/app # x\n  tag:   ${tag}\n`;
      const { texts } = await adopt(
        {
          'argocd/app.yaml': app,
          'argocd/chart/one.yaml': values('0.1'),
          'argocd/chart/two.yaml': values("'1.0'"),
        },
        chart(),
        INPUT_PATH,
      );
      expect(texts).toEqual({ 'argocd/chart/two.yaml': values("'2.0'") });
      // The same of a chart in the repository, where the folder of the Application is named.
      const again = await adopt(
        {
          'argocd/app.yaml': app,
          'argocd/chart/one.yaml': values('0.1'),
          'argocd/chart/two.yaml': values("'1.0'"),
        },
        detailOf(),
        INPUT_PATH,
      );
      expect(again.texts).toEqual(texts);
    });

    it('edits the replicas of a HelmRelease', async () => {
      const text = `kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nmetadata:\n  name: checkout\nspec:\n  values:\n    replicaCount:   3 # x\n`;
      const detail = detailOf([differenceOf('spec.replicas', 3, 5)], {
        delivery: {
          observer: { id: 'c-0', name: 'hub' },
          kind: 'HelmRelease',
          name: 'checkout',
        },
      });
      const { texts } = await adopt(
        { 'argocd/app.yaml': text },
        detail,
        INPUT_PATH,
      );
      expect(texts['argocd/app.yaml']).toBe(text.replace('3 #', '5 #'));
      await expect(
        adopt(
          { 'argocd/app.yaml': `${text}  postRenderers: []\n` },
          detail,
          INPUT_PATH,
        ),
      ).rejects.toThrow(/changes what its chart makes/);
    });

    it('edits the values of a chart in the folder', async () => {
      const values = `image:\n  repository: registry.example/app\n  tag: "1.0"\n\n# end\n`;
      const files = {
        'apps/checkout/Chart.yaml': 'name: checkout\n',
        'apps/checkout/values.yaml': values,
        'apps/checkout/values-prod.yaml': 'replicaCount: 3\n',
        'apps/checkout/templates/app.yaml': 'kind: {{ x }}: [\n',
      };
      const { texts } = await adopt(files);
      expect(texts).toEqual({
        'apps/checkout/values.yaml': values.replace('1.0', '2.0'),
      });
      await expect(
        adopt({
          ...files,
          'apps/checkout/values-prod.yaml': 'image: {tag: "1.0"}\n',
        }),
      ).rejects.toThrow(/2 of its values may set it/);
    });

    it.each([
      [
        'two that may set it',
        `      valuesObject:\n        image: {repository: registry.example/app, tag: "1.0"}\n        job:\n          image: {repository: registry.example/app, tag: "1.0"}\n`,
        /2 of its values may set it/,
      ],
      [
        'another image',
        `      valuesObject:\n        image: {repository: registry.example/other, tag: "1.0"}\n`,
        /not certain by which/,
      ],
      [
        'another tag',
        `      valuesObject:\n        image: {repository: registry.example/app, tag: "0.9"}\n`,
        /not certain by which/,
      ],
      [
        'a parameter',
        `      parameters: [{name: image.tag, value: "1.0"}]\n      valuesObject:\n        image: {repository: registry.example/app, tag: "1.0"}\n`,
        /not certain by which/,
      ],
      [
        'a template',
        `      valuesObject:\n        image: {repository: registry.example/app, tag: "{{ tag }}"}\n`,
        /not certain by which/,
      ],
    ])('refuses %s', async (_, helm, because) => {
      await expect(
        adopt({ 'argocd/app.yaml': application(helm) }, chart(), INPUT_PATH),
      ).rejects.toThrow(because);
    });

    it('asks for the folder of the delivery where none is known', async () => {
      await expect(adopt({}, chart())).rejects.toThrow(
        /not known from which folder/,
      );
    });
  });

  it('leaves all comments and blank lines, wherever they are', async () => {
    const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: app
        image: "${OLD}"
      - name: proxy
        image: proxy:1
`;
    const KUSTOMIZATION = `resources:
- ../../base
images:
- name: registry.example/app
  newTag: "1.0"
- name: proxy
  newTag: '1'
commonAnnotations: {a:   b}
`;
    const gap = fc.array(
      fc.oneof(
        fc.constantFrom('', '   ', '\t', '# é "\': [{', `# ${OLD}`, '#'),
        fc
          .string({ unit: fc.constantFrom(...' #:-\'"{}[]ab'), maxLength: 9 })
          .map(words => `# ${words}`),
      ),
      { maxLength: 2 },
    );
    const gaps = fc.array(gap, { minLength: 20, maxLength: 20 });
    const spread = (text: string, between: string[][], eol: string) =>
      text
        .split('\n')
        .flatMap((line, index) => [...(between[index] ?? []), line])
        .join(eol);
    await fc.assert(
      fc.asyncProperty(
        gaps,
        fc.constantFrom('\n', '\r\n'),
        async (between, eol) => {
          for (const [file, text, old, now] of [
            ['app.yaml', PATCH, `"${OLD}"`, `"${NEW}"`],
            ['kustomization.yaml', KUSTOMIZATION, '"1.0"', '"2.0"'],
          ]) {
            // A comment names the image as well, without quotes.
            const before = spread(text, between, eol);
            const { texts } = await adopt({
              [`apps/checkout/${file}`]: before,
            });
            expect(texts).toEqual({
              [`apps/checkout/${file}`]: before.replace(old, now),
            });
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  describe('refuses', () => {
    it.each<[string, Partial<FleetDriftEpisode>, RegExp]>([
      [
        'what has ended',
        { ended: { at: '2026-11-30T08:00:00Z', how: 'healed', seconds: 1 } },
        /ended at 2026-11-30T08:00:00Z/,
      ],
      [
        'what nobody sees',
        { unconfirmed: { since: '2026-11-30T08:00:00Z', reason: 'timeout' } },
        /nobody sees whether .* still drifts \(timeout\)/,
      ],
      ['what is behind', { class: 'behind' }, /Git is ahead of the cluster/],
      ['what failed', { class: 'failed-apply' }, /tried to bring/],
      ['what controllers set', { class: 'controller' }, /would set it again/],
      ['whole objects', { isWhole: true, class: 'extra' }, /nobody asked for/],
      [
        'objects that are gone',
        { isWhole: true, class: 'missing' },
        /take it out by hand/,
      ],
      [
        'secrets',
        { resource: { group: '', kind: 'Secret', name: 'checkout' } },
        /Objects of the kind Secret are never changed/,
      ],
      [
        'roles',
        {
          resource: {
            group: 'rbac.authorization.k8s.io',
            kind: 'ClusterRole',
            name: 'checkout',
          },
        },
        /decide who may do what/,
      ],
    ])('%s', async (_, episode, because) => {
      await expect(
        adopt({ 'apps/checkout/app.yaml': APP }, detailOf(undefined, episode)),
      ).rejects.toThrow(because);
      expect(directory.content()).not.toHaveProperty('changes');
    });

    it.each([
      ['a secret', { isSecret: true }, /no value is told/],
      [
        'a value that is cut',
        { live: { text: '"a', truncated: true } },
        /too long to be told/,
      ],
      [
        'a credential',
        { live: { text: '"https://***@registry.example/app"' } },
        /may hold a credential/,
      ],
      ['a controller', { class: 'controller' }, /would set it again/],
      ['no JSON', { live: { text: '{' } }, /cannot be read/],
      ['no path', { path: 'a[' }, /no path that is understood/],
    ])('of one difference %s', async (_, other, because) => {
      await expect(
        adopt(
          { 'apps/checkout/app.yaml': APP },
          detailOf([differenceOf(IMAGE, OLD, NEW, other as object)]),
        ),
      ).rejects.toThrow(because);
    });

    it('what only the engine says', async () => {
      await expect(
        adopt({}, detailOf([], {}, { basis: 'engine' })),
      ).rejects.toThrow(/only the engine's word/);
    });

    it('all, where not all that was asked for can be written', async () => {
      const path = 'spec.template.spec.hostNetwork';
      const detail = detailOf([
        differenceOf(IMAGE, OLD, NEW),
        differenceOf(path, false, true),
      ]);
      const files = { 'apps/checkout/app.yaml': APP };
      await expect(
        adopt(files, detail, { input: { paths: [IMAGE, path] } }),
      ).rejects.toThrow(/so that nothing is. spec.template.spec.hostNetwork:/);
      expect(directory.content()).not.toHaveProperty('changes');
      await expect(
        adopt(files, detail, { input: { paths: ['spec.replicas'] } }),
      ).rejects.toThrow(/'spec.replicas' does not differ now/);
      const { output } = await adopt(files, detail, {
        input: { paths: [IMAGE] },
      });
      expect(output).toMatchObject({ changed: true, skipped: [] });
    });

    it('ids that are none, and tasks of nobody', async () => {
      const action = createDriftAdoptAction(askerOf({}), allowedBy());
      for (const episodeId of ['', '../overview', 'a b', 'x'.repeat(65)]) {
        await expect(run(action, { episodeId }, { files: {} })).rejects.toThrow(
          /no id of drift/,
        );
      }
      await expect(
        run(action, INPUT, {
          files: {},
          credentials: mockCredentials.service(),
        }),
      ).rejects.toThrow(/No person started this task/);
    });

    it('in the words of the fleet', async () => {
      const action = createDriftAdoptAction(
        askerOf({
          getDriftEpisode: async () => {
            throw new NotFoundError('No drift');
          },
        }),
        allowedBy(),
      );
      await expect(run(action, INPUT, { files: {} })).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringMatching(/^Could not read the drift .*No drift/),
      });
    });
  });

  describe('has what others wrote end as data', () => {
    const LEVEL =
      'spec.template.spec.containers[name=app].env[name=LEVEL].value';

    it.each([
      'a\n  - name: X',
      '"}\nkind: Secret',
      '{{ .Values.x }}',
      '${{ secrets.x }}',
      '!!python/object x',
      '&a *b',
      '@everyone <img src=x>',
      '../../etc',
      '# x',
      'x'.repeat(4000),
      '\u2028\u0000',
    ])('%j', async value => {
      const { texts, output } = await adopt(
        { 'apps/checkout/app.yaml': APP },
        detailOf([differenceOf(LEVEL, 'info', value)]),
      );
      const text = texts['apps/checkout/app.yaml'];
      const [before, after] = APP.split('"info"');
      expect(text.startsWith(before)).toBe(true);
      expect(text.endsWith(after)).toBe(true);
      expect(text.split('\n')).toHaveLength(APP.split('\n').length);
      expect(parse(text).spec.template.spec.containers[0].env[0].value).toBe(
        value,
      );
      // In the description it is in a block of code.
      const mentions = String(output.description)
        .split('\n')
        .filter(line => line.includes('@everyone'));
      expect(mentions.filter(line => !line.startsWith('    '))).toEqual([]);
    });

    it('names of fields as well', async () => {
      for (const name of ['a\nkind: Secret', '../x', '__proto__', '{{ a }}']) {
        const text =
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: b # x\n';
        const { texts } = await adopt(
          { 'apps/checkout/c.yaml': text },
          detailOf(
            [differenceOf(`data[${JSON.stringify(name)}]`, undefined, 'v')],
            {
              resource: { group: '', kind: 'ConfigMap', name: 'c' },
            },
          ),
        );
        const edited = texts['apps/checkout/c.yaml'];
        expect(edited.startsWith(text)).toBe(true);
        const { data } = parse(edited);
        expect(Object.getOwnPropertyDescriptor(data, name)?.value).toBe('v');
      }
    });

    it.each(['../up', '/etc', 'a/../../b', '.git'])(
      'folders do not lead out: %s',
      async path => {
        for (const detail of [
          detailOf(),
          detailOf(undefined, {}, { source: { path } }),
        ]) {
          await expect(
            adopt(
              {},
              detail,
              detail.source?.path === path ? {} : { input: { path } },
            ),
          ).rejects.toThrow(/leads out of the repository|Git's own/);
        }
      },
    );

    it('links are not followed', async () => {
      directory.setContent({
        'repository/real/app.yaml': APP,
        'secret/app.yaml': APP,
        'repository/apps/kustomization.yaml': 'resources: [app.yaml]\n',
      });
      await fs.symlink(
        directory.resolve('repository/real'),
        directory.resolve('repository/apps/checkout'),
      );
      await expect(run(actionOf(), INPUT)).rejects.toThrow(/is a link/);
      await fs.symlink(
        directory.resolve('secret/app.yaml'),
        directory.resolve('repository/apps/app.yaml'),
      );
      await expect(run(actionOf(), { ...INPUT, path: 'apps' })).rejects.toThrow(
        /is a link/,
      );
      await fs.symlink(
        directory.resolve('secret'),
        directory.resolve('repository/out'),
      );
      await expect(run(actionOf(), { ...INPUT, path: 'out' })).rejects.toThrow(
        /outside its parent/,
      );
    });
  });

  describe('takes what the operator allows', () => {
    const PROBE =
      'spec.template.spec.containers[name=app].readinessProbe.periodSeconds';
    const text = `${APP}              readinessProbe: {periodSeconds: 10}\n`;
    const detail = detailOf([differenceOf(PROBE, 10, 5)]);
    const allow = (path: string) => ({
      allow: [{ path, kinds: ['Deployment.apps'] }],
    });

    it('more, and less', async () => {
      const files = { 'apps/checkout/app.yaml': text };
      await expect(adopt(files, detail)).rejects.toThrow(
        /not among the paths that are allowed for Deployment.apps/,
      );
      const more = allow('spec.template.spec.containers[*].readinessProbe');
      const { output } = await adopt(files, detail, { paths: more });
      expect(output.changed).toBe(true);
      await expect(
        adopt(files, detail, {
          paths: {
            ...more,
            deny: [{ path: 'spec.template.spec.containers[*].*' }],
          },
        }),
      ).rejects.toThrow(/operator forbids it/);
      await expect(
        adopt(files, undefined, { paths: { defaults: false } }),
      ).rejects.toThrow(/not among the paths/);
    });

    it('but never what decides what something may do', async () => {
      const paths = allow('spec');
      for (const [path, value] of [
        ['spec.template.spec.securityContext.runAsUser', 0],
        ['spec.template.spec.volumes[name=a].hostPath.path', '/'],
        ['spec.template.spec.containers[name=app].securityContext', {}],
        [
          'spec.template.spec.containers[name=b]',
          { name: 'b', securityContext: { privileged: true } },
        ],
        [
          'spec.template.spec.containers[name=app].env[name=A]',
          { name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } },
        ],
        [
          'spec.template.spec.containers[name=app].env[name=DB_PASSWORD].value',
          'x',
        ],
        [
          'spec.template.spec.containers[name=app].args',
          ['--db-password', 'x'],
        ],
        ['metadata.ownerReferences', []],
        ['metadata.name', 'x'],
        ['metadata.namespace', 'x'],
        ['metadata.labels["pod-security.kubernetes.io/enforce"]', 'privileged'],
        ['metadata.annotations["argocd.argoproj.io/sync-options"]', 'x'],
        ['status.replicas', 1],
      ] as const) {
        await expect(
          adopt(
            { 'apps/checkout/app.yaml': APP },
            detailOf([differenceOf(path, undefined, value)]),
            { paths },
          ),
        ).rejects.toThrow(
          /decides what|secret|what the object is called|by whom something is handled|nothing that is configured/i,
        );
      }
    });

    it('and says what of it cannot be read', () => {
      expect(() =>
        allowedBy({ allow: [{ path: 'a[', kinds: ['X'] }] }),
      ).toThrow(
        /'fleet.drift.adopt.paths.allow\[0\].path' is 'a\[', which is no path/,
      );
      expect(() => allowedBy({ allow: [{ path: 'spec' }] })).toThrow(
        /name the kinds that it is allowed for/,
      );
    });
  });
});
