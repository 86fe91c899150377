import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import type {
  FleetException,
  PromotionChanges,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import request from 'supertest';
import { parse } from 'yaml';
import { detailOf, EPISODE_ID } from './__testUtils__/drift';
import { gitIn, serveGit } from './__testUtils__/gitServer';
import { EXCEPTION_ID, exceptionOf } from './__testUtils__/exceptions';
import {
  backAnswer,
  changeOf,
  changesAnswer,
  planOf,
  promotionOf,
  PROMOTION_ID,
} from './__testUtils__/promotions';
import { fakeHost } from './hosts/__testUtils__/fakeHost';
import scaffolderModuleFleet from './index';

const FOLDER = path.join(__dirname, '..', 'templates');
const FILES = fs.readdirSync(FOLDER).sort();
const PATH = 'clusters/prod/policies';
const OWN = 'fleet-0a1b2c3d.yaml';
const MANIFEST = `apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: fleet-0a1b2c3d
  annotations:
    fleet.backstage.io/exception: ${EXCEPTION_ID}
`;

/** The page leaves out links that lead nowhere. */
const shownLinks = ({ output }: { output: { links: { url?: string }[] } }) =>
  output.links.flatMap(({ url }) => url ?? []);

type Template = {
  kind: string;
  metadata: { name: string };
  spec: {
    parameters: { properties: Record<string, object> }[];
    steps: { id: string; action: string; if?: string; input: object }[];
  };
};

const templateOf = (file: string): Template =>
  parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));

const GIT = { username: 'fleet', password: 'pass-word' };

const APP = `kind: Deployment
apiVersion: apps/v1
metadata: {name: checkout}
spec: {template: {spec: {containers: [{name: app, image: registry.example/app:1.0}]}}} # x
`;

/** What an action that is not installed here would have been given. */
type Published = { action: string; input: Record<string, unknown> };

describe('templates', () => {
  jest.setTimeout(120_000);
  const fleet: { exception: FleetException; changes: PromotionChanges } = {
    exception: exceptionOf(),
    changes: changesAnswer(),
  };
  const repository: { url?: string; files: Record<string, string> } = {
    files: {},
  };
  let published: Published[] = [];
  let noted: object[] = [];
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  /** The actions of hosts: they belong to other modules, and take what these document. */
  const hosts = createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'hosts',
    register(env) {
      env.registerInit({
        deps: { actions: scaffolderActionsExtensionPoint },
        async init({ actions }) {
          const publishes = (id: string, output: string) =>
            createTemplateAction({
              id,
              supportsDryRun: true,
              schema: {
                input: z =>
                  z
                    .object({
                      repoUrl: z.string(),
                      targetBranchName: z.string(),
                      branchName: z.string(),
                      title: z.string(),
                      description: z.string(),
                      sourcePath: z.string(),
                      filesToDelete: z.array(z.string()).optional(),
                      commitAction: z.enum(['update', 'delete']).optional(),
                      update: z.boolean().optional(),
                      commitMessage: z.string().optional(),
                    })
                    .strict(),
                output: z => z.object({ [output]: z.string() }),
              },
              async handler(ctx) {
                published.push({ action: id, input: ctx.input });
                expect(
                  fs.existsSync(
                    path.join(ctx.workspacePath, String(ctx.input.sourcePath)),
                  ),
                ).toBe(true);
                ctx.output(output, `https://git.example/${id}`);
              },
            });
          actions.addActions(
            createTemplateAction({
              id: 'publish:bitbucketServer:pull-request',
              supportsDryRun: true,
              schema: {
                input: z =>
                  z
                    .object({
                      repoUrl: z.string(),
                      targetBranch: z.string(),
                      sourceBranch: z.string(),
                      title: z.string(),
                      description: z.string(),
                    })
                    .strict(),
                output: z => z.object({ pullRequestUrl: z.string() }),
              },
              async handler(ctx) {
                // It takes all that is in the workspace.
                const files = fs
                  .readdirSync(ctx.workspacePath, {
                    recursive: true,
                    withFileTypes: true,
                  })
                  .filter(each => each.isFile())
                  .map(({ name }) => name);
                published.push({
                  action: 'publish:bitbucketServer:pull-request',
                  input: { ...ctx.input, files },
                });
                ctx.output('pullRequestUrl', 'https://bitbucket.example/1');
              },
            }),
            publishes('publish:github:pull-request', 'remoteUrl'),
            publishes('publish:gitlab:merge-request', 'mergeRequestUrl'),
            publishes('publish:gitea:pull-request', 'remoteUrl'),
          );
        },
      });
    },
  });

  const remotes = createMockDirectory();
  let server: Awaited<ReturnType<typeof serveGit>>;
  let forge: Awaited<ReturnType<typeof fakeHost>>;
  let bucket: Awaited<ReturnType<typeof fakeHost>>;

  beforeAll(async () => {
    server = await serveGit(remotes.path, GIT);
    forge = await fakeHost('github');
    bucket = await fakeHost('bitbucketServer');
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleFleet,
        hosts,
        catalogServiceMock.factory({
          entities: [templateOf('promote-release.yaml') as never],
        }),
        mockServices.rootLogger.factory({ level: 'none' }),
        mockServices.rootConfig.factory({
          data: {
            fleet: {
              scaffolder: { gitRemotes: [{ url: server.url, ...GIT }] },
            },
            integrations: {
              gitlab: [
                {
                  host: 'gitlab.example',
                  apiBaseUrl: 'https://gitlab.example/api/v4',
                },
              ],
              gitea: [{ host: 'gitea.example' }],
              bitbucketServer: [
                {
                  host: 'bitbucket.example',
                  apiBaseUrl: bucket.base,
                  token: 't-1',
                },
              ],
              github: [
                {
                  host: 'github.example',
                  apiBaseUrl: forge.base,
                  token: 't-1',
                },
              ],
            },
          },
        }),
        createServiceFactory({
          service: coreServices.urlReader,
          deps: {},
          factory: () =>
            ({
              readTree: async (url: string) => {
                repository.url = url;
                return {
                  dir: async ({ targetDir }: { targetDir: string }) => {
                    for (const [file, text] of Object.entries(
                      repository.files,
                    )) {
                      fs.mkdirSync(targetDir, { recursive: true });
                      fs.writeFileSync(path.join(targetDir, file), text);
                    }
                    return targetDir;
                  },
                };
              },
            } as never),
        }),
        createServiceFactory({
          service: fleetServiceRef,
          deps: {},
          factory: () =>
            ({
              getException: async () => fleet.exception,
              getDriftEpisode: async () => detailOf(),
              getPromotionPlan: async () => planOf(),
              getPromotion: async () => promotionOf(),
              getPromotionChanges: async () => fleet.changes,
              notePromotionChange: async (_: string, note: object) => {
                noted.push(note);
              },
            } as never),
        }),
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await server?.stop();
    await forge?.stop();
    await bucket?.stop();
  });
  beforeEach(() => {
    published = [];
    noted = [];
    forge.state.all = [];
    fleet.changes = changesAnswer();
    fleet.exception = exceptionOf();
    repository.url = undefined;
    repository.files = {};
  });

  async function dryRun(name: string, values: object) {
    const { status, body } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .set('authorization', mockCredentials.user.header())
      .send({
        template: templateOf(`${name}.yaml`),
        values,
        directoryContents: [],
      });
    const files = new Map<string, string>(
      (body.directoryContents ?? []).map(
        (file: { path: string; base64Content: string }) => [
          file.path,
          Buffer.from(file.base64Content, 'base64').toString(),
        ],
      ),
    );
    return { status, body, files };
  }

  it('are those that are promised', () => {
    expect(FILES).toEqual([
      'adopt-drift.yaml',
      'policy-exception-removal.yaml',
      'policy-exception.yaml',
      'promote-release.yaml',
      'register-cluster.yaml',
      'request-promotion.yaml',
      'right-size.yaml',
      'roll-back-release.yaml',
    ]);
  });

  it.each(FILES)('%s names itself, and its steps only once', file => {
    const { kind, metadata, spec } = templateOf(file);
    expect(kind).toBe('Template');
    expect(`${metadata.name}.yaml`).toBe(file);
    const ids = spec.steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    // What is not installed everywhere runs only where it was chosen.
    for (const step of spec.steps) {
      const isOwn =
        step.action.startsWith('fleet:') &&
        !step.action.startsWith('fleet:git');
      // Which way a release goes is chosen, and whether it goes now.
      const isFree = isOwn && file.includes('release');
      expect(isFree || Boolean(step.if) !== isOwn).toBe(true);
    }
  });

  const VALUES = {
    exceptionId: EXCEPTION_ID,
    path: PATH,
    base: 'main',
    fetch: true,
  };

  it.each([
    [
      'github',
      'https://github.example/platform/config/tree/main/clusters/prod/policies',
      'publish:github:pull-request',
    ],
    [
      'gitlab',
      'https://gitlab.example/platform/config/-/tree/main/clusters/prod/policies',
      'publish:gitlab:merge-request',
    ],
    [
      'gitea',
      'https://gitea.example/platform/config/src/branch/main/clusters/prod/policies',
      'publish:gitea:pull-request',
    ],
  ])('policy-exception goes to %s', async (host, url, action) => {
    repository.files = { 'kustomization.yaml': 'resources:\n  - a.yaml\n' };
    const { status, body, files } = await dryRun('policy-exception', {
      ...VALUES,
      host,
      repoUrl: `${host}.example?owner=platform&repo=config`,
    });
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(repository.url).toBe(url);
    expect(
      [...files.keys()].filter(file => file.startsWith('changes/')),
    ).toEqual(
      expect.arrayContaining([
        `changes/${PATH}/${OWN}`,
        `changes/${PATH}/kustomization.yaml`,
      ]),
    );
    expect(published.map(each => each.action)).toEqual([action]);
    expect(published[0].input).toMatchObject({
      repoUrl: `${host}.example?owner=platform&repo=config`,
      targetBranchName: 'main',
      branchName: expect.stringMatching(
        /^fleet\/exception-0a1b2c3d-[0-9a-f]{8}$/,
      ),
      title: 'Exception from require-limits until 2026-12-31',
      sourcePath: 'changes',
    });
    expect(shownLinks(body)).toEqual([`https://git.example/${action}`]);
  });

  it('policy-exception shows what it would do where it goes nowhere', async () => {
    const { status, body } = await dryRun('policy-exception', {
      exceptionId: EXCEPTION_ID,
      path: PATH,
      host: 'none',
    });
    expect(status).toBe(200);
    expect(published).toEqual([]);
    expect(repository.url).toBeUndefined();
    expect(JSON.stringify(body.output.text)).toContain(
      'apiVersion: kyverno.io/v2',
    );
    expect(shownLinks(body)).toEqual([]);
  });

  it('policy-exception fails where nobody approved, and publishes nothing', async () => {
    fleet.exception = exceptionOf({ state: 'requested', approvals: [] });
    const { status, body } = await dryRun('policy-exception', {
      exceptionId: EXCEPTION_ID,
      path: PATH,
      host: 'none',
    });
    expect(status).not.toBe(200);
    expect(body.error.message).toContain('Nothing is written before');
    expect(published).toEqual([]);
  });

  it('policy-exception refuses folders that lead elsewhere, by its form', async () => {
    for (const wrong of ['../a', '/a', 'a/../b', 'a//b', './a']) {
      const { status } = await dryRun('policy-exception', {
        exceptionId: EXCEPTION_ID,
        path: wrong,
        host: 'none',
      });
      expect([wrong, status]).toEqual([wrong, 400]);
    }
  });

  const REMOVES = {
    [OWN]: MANIFEST,
    'kustomization.yaml': `resources:\n  - a.yaml\n  - ${OWN}\n`,
  };

  it('policy-exception-removal deletes files on GitHub', async () => {
    fleet.exception = exceptionOf({ state: 'expired' });
    repository.files = REMOVES;
    const { status } = await dryRun('policy-exception-removal', {
      ...VALUES,
      host: 'github',
      repoUrl: 'github.example?owner=platform&repo=config',
    });
    expect(status).toBe(200);
    expect(published).toEqual([
      {
        action: 'publish:github:pull-request',
        input: expect.objectContaining({
          sourcePath: 'changes',
          filesToDelete: [`${PATH}/${OWN}`],
          branchName: expect.stringMatching(
            /^fleet\/exception-0a1b2c3d-ends-[0-9a-f]{8}$/,
          ),
        }),
      },
    ]);
  });

  it('policy-exception-removal has two merge requests on GitLab', async () => {
    fleet.exception = exceptionOf({ state: 'expired' });
    repository.files = REMOVES;
    const values = {
      ...VALUES,
      host: 'gitlab',
      repoUrl: 'gitlab.example?owner=platform&repo=config',
    };
    await dryRun('policy-exception-removal', values);
    expect(
      published.map(({ input }) => [input.sourcePath, input.commitAction]),
    ).toEqual([
      ['changes', 'update'],
      ['deletions', 'delete'],
    ]);
    published = [];
    repository.files = { [OWN]: MANIFEST };
    await dryRun('policy-exception-removal', values);
    expect(published.map(({ input }) => input.sourcePath)).toEqual([
      'deletions',
    ]);
  });

  it('policy-exception-removal fails while it is in force', async () => {
    repository.files = REMOVES;
    const { status, body } = await dryRun('policy-exception-removal', {
      ...VALUES,
      host: 'github',
      repoUrl: 'github.example?owner=platform&repo=config',
    });
    expect(status).not.toBe(200);
    expect(body.error.message).toContain('is active, and ends at');
  });

  it('right-size changes what a workload asks for', async () => {
    const values = {
      kind: 'StatefulSet',
      name: 'ledger',
      containers: [{ name: 'db', requests: { memory: '2Gi' } }],
      path: 'base',
      host: 'github',
      repoUrl: 'github.example?owner=platform&repo=config',
      base: 'main',
      fetch: true,
    };
    repository.files = { 'kustomization.yaml': 'resources: []\n' };
    const { status, body, files } = await dryRun('right-size', values);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    const patch = files.get('changes/base/resources-statefulset-ledger.yaml');
    expect(parse(patch ?? '').spec.template.spec.containers).toEqual([
      { name: 'db', resources: { requests: { memory: '2Gi' } } },
    ]);
    expect(published[0].input.title).toBe('Resources of StatefulSet ledger');
    const wrong = await dryRun('right-size', {
      ...values,
      containers: [{ name: 'db', requests: { memory: 'a lot' } }],
    });
    expect(wrong.status).not.toBe(200);
    expect(wrong.body.error.message).toContain('no quantity of Kubernetes');
  });

  it.each(['github', 'gitlab', 'gitea'])(
    'adopt-drift has %s say what is live',
    async host => {
      repository.files = { 'app.yaml': APP };
      const { status, body, files } = await dryRun('adopt-drift', {
        episodeId: EPISODE_ID,
        path: 'apps/checkout',
        host,
        repoUrl: `${host}.example?owner=platform&repo=config`,
        base: 'main',
      });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      expect(files.get('changes/apps/checkout/app.yaml')).toBe(
        APP.replace('1.0', '2.0'),
      );
      expect(published).toHaveLength(1);
      expect(published[0].input).toMatchObject({
        branchName: expect.stringMatching(/^fleet\/drift-deployment-checkout-/),
        title: 'Adopt what is live of Deployment checkout',
        sourcePath: 'changes',
      });
    },
  );

  it('adopt-drift makes a branch for plain Git', async () => {
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'first');
    remotes.addContent({ 'first/apps/checkout/app.yaml': APP });
    const first = remotes.resolve('first');
    gitIn(first, 'add', '.');
    gitIn(first, 'commit', '--quiet', '-m', 'first');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'first', 'config.git');
    const { status, body, files } = await dryRun('adopt-drift', {
      episodeId: EPISODE_ID,
      path: 'apps/checkout',
      host: 'git',
      remoteUrl: `${server.url}config.git`,
      gitBase: 'main',
    });
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(files.get('changes/apps/checkout/app.yaml')).toBe(
      APP.replace('1.0', '2.0'),
    );
    expect(JSON.stringify(body.log)).toContain('A dry run pushes nothing');
    expect(published).toEqual([]);
  });

  const CLUSTER = {
    name: 'prod-euw1-a',
    title: '@everyone ${{ parameters.name }}',
    owner: 'group:default/platform',
    server: 'https://api.prod-euw1-a.example:6443',
    attributes: { region: 'eu-west-1', environment: 'production', tier: '1' },
    engine: 'argocd',
    store: 'vault',
    storeKind: 'ClusterSecretStore',
    key: 'clusters/prod-euw1-a',
    host: 'none',
  };
  const ENTITY = 'catalog/clusters/prod-euw1-a.yaml';

  it.each([
    ['github', 'https://github.example/platform/config/tree/main'],
    ['gitlab', 'https://gitlab.example/platform/config/-/tree/main'],
    ['gitea', 'https://gitea.example/platform/config/src/branch/main'],
  ])('register-cluster goes to %s', async (host, url) => {
    const values = {
      ...CLUSTER,
      host,
      repoUrl: `${host}.example?owner=platform&repo=config`,
      base: 'main',
    };
    const { status, body, files } = await dryRun('register-cluster', values);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(repository.url).toBe(url);
    expect(
      [...files.keys()].filter(file => file.startsWith('changes/')).sort(),
    ).toEqual([
      `changes/${ENTITY}`,
      'changes/clusters/prod-euw1-a/argocd-cluster.yaml',
      'changes/clusters/prod-euw1-a/kustomization.yaml',
    ]);
    const entity = parse(files.get(`changes/${ENTITY}`) ?? '');
    expect(entity.metadata.title).toBe(CLUSTER.title);
    expect(entity.metadata.labels).toEqual({
      'fleet.backstage.io/region': 'eu-west-1',
      'fleet.backstage.io/environment': 'production',
      'fleet.backstage.io/tier': '1',
    });
    expect(published).toHaveLength(1);
    expect(published[0].input).toMatchObject({
      targetBranchName: 'main',
      branchName: expect.stringMatching(/^fleet\/cluster-prod-euw1-a-argocd-/),
      title: 'Register the cluster prod-euw1-a (argocd)',
      sourcePath: 'changes',
    });
    const below = await dryRun('register-cluster', {
      ...values,
      path: 'fleet/eu',
    });
    expect(repository.url).toBe(`${url}/fleet/eu`);
    expect(below.files.has(`changes/fleet/eu/${ENTITY}`)).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['flux', { overlay: 'production' }, 'infrastructure'],
    [
      'open-cluster-management',
      { clusterSet: 'production', hubAcceptsClient: false },
      'managed-cluster',
    ],
    ['karmada', { syncMode: 'Push' }, 'karmada-cluster'],
    ['karmada', { syncMode: 'Pull' }, 'karmada-cluster'],
    ['rancher', {}, 'rancher-cluster'],
    ['rancher-fleet', {}, 'fleet-cluster'],
  ])(
    'register-cluster gives on to %s what it takes, and no more',
    async (engine, own, file) => {
      // What was written into the form for another engine stays in it.
      const { status, body, files } = await dryRun('register-cluster', {
        ...CLUSTER,
        ...own,
        engine,
      });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      expect(published).toEqual([]);
      const text = files.get(`changes/clusters/prod-euw1-a/${file}.yaml`);
      expect(text).toBeTruthy();
      expect(/ExternalSecret/.test(text ?? '')).toBe(
        engine === 'rancher-fleet' || own.syncMode === 'Push',
      );
      expect(JSON.stringify(body.output.text)).toContain(ENTITY);
    },
  );

  it('register-cluster changes nothing a second time, and publishes nothing', async () => {
    const { files } = await dryRun('register-cluster', CLUSTER);
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'third');
    const third = remotes.resolve('third');
    for (const [file, text] of files) {
      if (file.startsWith('changes/')) {
        remotes.addContent({ [file.replace('changes', 'third')]: text });
      }
    }
    gitIn(third, 'add', '.');
    gitIn(third, 'commit', '--quiet', '-m', 'third');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'third', 'hub.git');
    const ofGit = {
      ...CLUSTER,
      host: 'git',
      remoteUrl: `${server.url}hub.git`,
      gitBase: 'main',
    };
    const again = await dryRun('register-cluster', ofGit);
    expect(again.body.error?.message).toBeUndefined();
    expect(JSON.stringify(again.body.output.text)).toContain(
      'No pull request is opened',
    );
    expect(JSON.stringify(again.body.log)).not.toContain('pushes nothing');
    const other = await dryRun('register-cluster', {
      ...ofGit,
      key: 'clusters/other',
    });
    expect(other.status).not.toBe(200);
    expect(other.body.error.message).toContain('says something else');
    const more = await dryRun('register-cluster', {
      ...ofGit,
      name: 'prod-euw1-b',
      server: 'https://api.prod-euw1-b.example:6443',
    });
    expect(more.body.error?.message).toBeUndefined();
    expect(JSON.stringify(more.body.log)).toContain('A dry run pushes nothing');
  });

  it('register-cluster refuses by its form what is no name and no folder', async () => {
    for (const wrong of [
      { name: '../a' },
      { name: 'a\nb' },
      { path: '../a' },
      { path: '.github' },
      { server: 'https://a:b@c.example' },
      { engine: 'other' },
      { host: 'github' },
    ]) {
      const { status } = await dryRun('register-cluster', {
        ...CLUSTER,
        ...wrong,
      });
      expect([wrong, status]).toEqual([wrong, 400]);
    }
    const { body } = await dryRun('register-cluster', {
      ...CLUSTER,
      store: undefined,
      key: undefined,
      engine: 'karmada',
    });
    expect(body.error.message).toContain("'credentials' is missing");
  });

  it('adopt-drift reads no remote that nobody allows', async () => {
    const { status, body } = await dryRun('adopt-drift', {
      episodeId: EPISODE_ID,
      path: 'apps/checkout',
      host: 'git',
      remoteUrl: 'https://git.example/a.git',
      gitBase: 'main',
    });
    expect(status).not.toBe(200);
    expect(body.error.message).toContain('none of the Git remotes');
    expect(published).toEqual([]);
  });

  const RELEASE =
    'images:\n- name: registry.example/checkout\n  newTag: "1.0"\n';
  // As the fleet starts it.
  const WAVE = {
    promotion: PROMOTION_ID,
    wave: 'production/first',
    direction: 'promote',
    repository: '',
  };

  it('promote-release opens one pull request of a wave, and finds it again', async () => {
    fleet.changes = changesAnswer({
      changes: [changeOf({ path: 'kustomization.yaml' })],
    });
    repository.files = { 'kustomization.yaml': RELEASE };
    const { status, body, files } = await dryRun('promote-release', WAVE);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(repository.url).toBe(
      'https://github.example/platform/config/tree/main',
    );
    expect(files.get('changes/kustomization.yaml')).toContain('newTag: "1.1"');
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({
      action: 'publish:github:pull-request',
      input: {
        repoUrl: 'github.example?owner=platform&repo=config',
        targetBranchName: 'main',
        sourcePath: 'changes',
        commitMessage: expect.stringContaining('Fleet-Wave: production/first'),
      },
    });
    expect(JSON.stringify(body.log)).toContain('A dry run notes nothing');
    const branch = String(published[0].input.branchName);
    await forge.open({ branch });
    published = [];
    const again = await dryRun('promote-release', WAVE);
    expect(again.body.error?.message).toBeUndefined();
    expect(published).toEqual([]);
    expect(new Set(shownLinks(again.body))).toEqual(
      new Set([expect.stringContaining(forge.base)]),
    );
  });

  it('promote-release leaves Bitbucket nothing but what changes', async () => {
    fleet.changes = changesAnswer({
      changes: [
        changeOf({
          path: 'kustomization.yaml',
          repository: 'ssh://git@bitbucket.example:7999/platform/config.git',
        }),
      ],
    });
    repository.files = { 'kustomization.yaml': RELEASE, 'other.yaml': 'a: 1' };
    const { body } = await dryRun('promote-release', WAVE);
    expect(body.error?.message).toBeUndefined();
    expect(published).toEqual([
      {
        action: 'publish:bitbucketServer:pull-request',
        input: expect.objectContaining({
          repoUrl: 'bitbucket.example?project=platform&repo=config',
          targetBranch: 'main',
          files: ['kustomization.yaml'],
        }),
      },
    ]);
  });

  it('promote-release is started by the fleet itself, and by no other service', async () => {
    const started = async (subject: string) => {
      const { body } = await request(backend.server)
        .post('/api/scaffolder/v2/tasks')
        .set(
          'authorization',
          mockCredentials.service.header({
            onBehalfOf: mockCredentials.service(subject),
            targetPluginId: 'scaffolder',
          }),
        )
        .send({
          templateRef: 'template:default/promote-release',
          values: WAVE,
        });
      for (;;) {
        const { body: task } = await request(backend.server)
          .get(`/api/scaffolder/v2/tasks/${body.id}`)
          .set('authorization', mockCredentials.user.header());
        if (!['open', 'processing'].includes(task.status)) return task.status;
        await setTimeout(100);
      }
    };
    fleet.changes = changesAnswer({
      changes: [changeOf({ path: 'kustomization.yaml' })],
    });
    repository.files = { 'kustomization.yaml': RELEASE };
    expect(await started('plugin:other')).toBe('failed');
    expect([published, noted]).toEqual([[], []]);
    expect(await started('plugin:fleet')).toBe('completed');
    expect(published).toHaveLength(1);
    expect(noted).toEqual([
      expect.objectContaining({
        key: 'promote1:one',
        hash: 'plan-1',
        direction: 'promote',
        reference: 'https://git.example/publish:github:pull-request',
      }),
    ]);
    await forge.open({ branch: String(published[0].input.branchName) });
    expect(await started('plugin:fleet')).toBe('completed');
    expect(published).toHaveLength(1);
    expect(noted[1]).toMatchObject({
      reference: `${forge.base}/platform/config/pulls/1`,
      headCommit: 'e'.repeat(40),
    });
  });

  it('promote-release changes nothing where it says so already, nor where gates are closed', async () => {
    repository.files = { 'kustomization.yaml': RELEASE };
    fleet.changes = backAnswer({
      changes: backAnswer().changes.map(each => ({
        ...each,
        path: 'kustomization.yaml',
      })),
    });
    const back = { ...WAVE, direction: 'roll-back' };
    const { body } = await dryRun('promote-release', back);
    expect(body.error?.message).toBeUndefined();
    expect(JSON.stringify(body.output.text)).toContain(
      'No pull request is opened',
    );
    expect(published).toEqual([]);
    fleet.changes = changesAnswer({ mayGoOn: false, because: 'it waits' });
    const closed = await dryRun('promote-release', WAVE);
    expect(closed.body.error.message).toContain('it waits');
  });

  it('request-promotion asks for a promotion, and shows the plan', async () => {
    const { body } = await dryRun('request-promotion', {
      component: 'component:default/checkout',
      from: 'staging',
      to: 'production',
    });
    expect(body.error?.message).toBeUndefined();
    expect(JSON.stringify(body.log)).toContain('A dry run asks for nothing');
    expect(JSON.stringify(body.output.text)).toContain('1 changed');
    expect(published).toEqual([]);
  });

  it('roll-back-release pushes what ran before to plain Git', async () => {
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'fourth');
    const fourth = remotes.resolve('fourth');
    remotes.addContent({
      'fourth/kustomization.yaml': RELEASE.replace('1.0', '1.1'),
    });
    gitIn(fourth, 'add', '.');
    gitIn(fourth, 'commit', '--quiet', '-m', 'fourth');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'fourth', 'shop.git');
    fleet.changes = backAnswer({
      changes: backAnswer().changes.map(each => ({
        ...each,
        path: 'kustomization.yaml',
        repository: `${server.url}shop.git`,
      })),
    });
    const { body, files } = await dryRun('roll-back-release', {
      promotion: PROMOTION_ID,
      reason: 'Orders fail.',
      wave: 'production/first',
    });
    expect(body.error?.message).toBeUndefined();
    expect(files.get('changes/kustomization.yaml')).toContain('newTag: "1.0"');
    for (const words of [
      'pushes nothing',
      'notes nothing',
      'asks for nothing',
    ]) {
      expect(JSON.stringify(body.log)).toContain(words);
    }
    const asked = await dryRun('roll-back-release', {
      promotion: PROMOTION_ID,
      reason: 'Orders fail.',
    });
    expect(asked.body.error?.message).toBeUndefined();
    expect(JSON.stringify(asked.body.log)).not.toContain('pushes nothing');
  });

  it('set a version in a repository of Git, by steps of their own', async () => {
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'second');
    const file = 'apps/prod/kustomization.yaml';
    const text = 'images:\n- name: shop\n  newTag: "1.9" # May\n';
    remotes.addContent({ [`second/${file}`]: text });
    const second = remotes.resolve('second');
    gitIn(second, 'add', '.');
    gitIn(second, 'commit', '--quiet', '-m', 'second');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'second', 'apps.git');
    const remoteUrl = `${server.url}apps.git`;
    const { body } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .set('authorization', mockCredentials.user.header())
      .send({
        template: {
          ...templateOf('right-size.yaml'),
          spec: {
            owner: 'x',
            type: 'x',
            parameters: [],
            steps: [
              {
                id: 'clone',
                action: 'fleet:git:clone',
                input: { remoteUrl, base: 'main' },
              },
              {
                id: 'edit',
                action: 'fleet:manifest:edit',
                input: {
                  edits: [
                    {
                      edit: 'kustomize-images',
                      file,
                      images: [
                        { name: 'shop', newTag: '${{ parameters.version }}' },
                      ],
                    },
                  ],
                },
              },
              {
                id: 'push',
                action: 'fleet:git:push-branch',
                if: '${{ steps.edit.output.changed }}',
                input: {
                  remoteUrl,
                  branch: '${{ steps.edit.output.branch }}',
                  title: '${{ steps.edit.output.title }}',
                },
              },
            ],
            output: { title: '${{ steps.edit.output.title }}' },
          },
        },
        values: { version: '1.10' },
        directoryContents: [],
      });
    expect(body.error).toBeUndefined();
    expect(body.output.title).toBe('image shop is shop:1.10');
    const changed = body.directoryContents.find(
      (each: { path: string }) => each.path === `changes/${file}`,
    );
    expect(Buffer.from(changed.base64Content, 'base64').toString()).toBe(
      text.replace('1.9', '1.10'),
    );
    expect(JSON.stringify(body.log)).toContain('A dry run pushes nothing');
  });

  it('and examples fit what the actions take', async () => {
    const { body } = await request(backend.server)
      .get('/api/scaffolder/v2/actions')
      .set('authorization', mockCredentials.user.header());
    const own = body.filter(({ id }: { id: string }) =>
      id.startsWith('fleet:'),
    );
    expect(own).toHaveLength(18);
    for (const { id, examples } of own) {
      expect(examples.length).toBeGreaterThan(0);
      for (const { example } of examples) {
        const { steps } = parse(example);
        expect(steps.map((step: { action: string }) => step.action)).toEqual([
          id,
        ]);
        // The scaffolder itself checks what is given against the schema, before anything runs.
        const { body: ran } = await request(backend.server)
          .post('/api/scaffolder/v2/dry-run')
          .set('authorization', mockCredentials.user.header())
          .send({
            template: {
              ...templateOf('right-size.yaml'),
              spec: { owner: 'x', type: 'x', parameters: [], steps },
            },
            values: {},
            directoryContents: [],
          });
        expect(ran.error?.message ?? '').not.toMatch(/Invalid (?:input|URL)/);
        // As far as it gets without a repository.
        expect(
          id === 'fleet:manifest:edit'
            ? ran.error?.message
            : 'There is no file',
        ).toContain('There is no file');
      }
    }
  });
});
