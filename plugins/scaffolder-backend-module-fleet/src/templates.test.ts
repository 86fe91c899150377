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
  Preflight,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import request from 'supertest';
import { parse } from 'yaml';
import { detailOf, EPISODE_ID } from './__testUtils__/drift';
import { gitIn, serveGit } from './__testUtils__/gitServer';
import { EXCEPTION_ID, exceptionOf } from './__testUtils__/exceptions';
import {
  countsOf,
  detailOf as clusterOf,
} from './decommission/__testUtils__/fleet';
import {
  backAnswer,
  changeOf,
  changesAnswer,
  planOf,
  promotionOf,
  PROMOTION_ID,
} from './__testUtils__/promotions';
import { fakeHost, leadTo } from './hosts/__testUtils__/fakeHost';
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

const GSLB = `apiVersion: k8gb.io/v1beta1
kind: Gslb
metadata: {name: shop}
spec:
  strategy:
    type: roundRobin
    weight: {eu: 90, us: 10} # by geo tag
`;

/** What a repository is called on each kind of host. */
const HOSTED: Readonly<Record<string, string>> = {
  github: 'github.example?owner=platform&repo=config',
  gitlab: 'gitlab.example?owner=platform&repo=config',
  gitea: 'gitea.example?owner=platform&repo=config',
  bitbucketCloud: 'bitbucket.org?workspace=platform&project=p&repo=config',
  bitbucketServer: 'bitbucket.example?project=platform&repo=config',
  azure: 'devops.example?organization=platform&project=fleet&repo=config',
};
/** Those for which Backstage has no action: a dry run of ours opens nothing, and says so. */
const OWN_HOSTS: readonly string[] = ['gitea', 'azure'];

/** What an action that is not installed here would have been given. */
type Published = { action: string; input: Record<string, unknown> };

/** The actions that the documentation lists. */
function documented(): string[] {
  const file = path.join(__dirname, '../../../docs/scaffolder.md');
  const [, section] = fs
    .readFileSync(file, 'utf8')
    .split(/^## The actions$/m)
    .map(text => text.split(/^## /m)[0]);
  return [...section.matchAll(/^\| (`fleet:.*?) \|/gm)]
    .flatMap(([, cell]) => [...cell.matchAll(/`(fleet:[a-z:-]+)`/g)])
    .map(([, id]) => id)
    .sort();
}

/** What clusters answer, all of them the same. */
function preflightOf(
  clusters: string[],
  status: 'passed' | 'failed' | 'unknown',
): Preflight {
  const counts = { passed: 0, failed: 0, unknown: 0, notApplicable: 0 };
  return {
    asOf: '2026-12-01T08:00:00.000Z',
    targets: clusters.map(id => ({
      cluster: { id, name: id },
      checks: [
        {
          kind: 'admission',
          status,
          reason: `Admission is ${status}.`,
          evidence: [],
        },
      ],
      counts: { ...counts, [status]: 1 },
    })),
    counts: { ...counts, [status]: clusters.length },
  };
}

describe('templates', () => {
  jest.setTimeout(120_000);
  const fleet = {
    exception: exceptionOf(),
    cluster: clusterOf(),
    statements: [] as object[],
    instances: [] as object[],
    changes: changesAnswer(),
    plan: planOf(),
    preflights: [] as PreflightRequest[],
    admission: 'passed' as 'passed' | 'failed' | 'unknown',
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
            ...['bitbucketCloud', 'bitbucketServer'].map(kind =>
              createTemplateAction({
                id: `publish:${kind}:pull-request`,
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
                    action: `publish:${kind}:pull-request`,
                    input: { ...ctx.input, files },
                  });
                  ctx.output('pullRequestUrl', 'https://bitbucket.example/1');
                },
              }),
            ),
            publishes('publish:github:pull-request', 'remoteUrl'),
            publishes('publish:gitlab:merge-request', 'mergeRequestUrl'),
          );
        },
      });
    },
  });

  const remotes = createMockDirectory();
  let server: Awaited<ReturnType<typeof serveGit>>;
  let forge: Awaited<ReturnType<typeof fakeHost>>;
  let forges: Record<string, Awaited<ReturnType<typeof fakeHost>>>;

  beforeAll(async () => {
    server = await serveGit(remotes.path, GIT);
    forges = Object.fromEntries(
      await Promise.all(
        Object.keys(HOSTED).map(async kind => [kind, await fakeHost(kind)]),
      ),
    );
    forge = forges.github;
    leadTo({
      'https://api.bitbucket.org/2.0': forges.bitbucketCloud.base,
      'https://devops.example': forges.azure.base,
    });
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
                  apiBaseUrl: forges.gitlab.base,
                  token: 't-1',
                },
              ],
              gitea: [
                {
                  host: 'gitea.example',
                  baseUrl: forges.gitea.base,
                  password: 't-1',
                },
              ],
              bitbucketCloud: [{ username: 'u', appPassword: 't-1' }],
              azure: [
                {
                  host: 'devops.example',
                  credentials: [{ personalAccessToken: 't-1' }],
                },
              ],
              bitbucketServer: [
                {
                  host: 'bitbucket.example',
                  apiBaseUrl: forges.bitbucketServer.base,
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
              getComponent: async () => ({ instances: fleet.instances }),
              listClusterStatements: async () => ({ items: fleet.statements }),
              listClusters: async () => ({ items: [fleet.cluster.cluster] }),
              getCluster: async (name: string) =>
                [fleet.cluster.cluster.id, fleet.cluster.cluster.name].includes(
                  name,
                )
                  ? fleet.cluster
                  : {
                      cluster: {
                        id: name,
                        name,
                        reachability: { state: 'reachable' },
                        currency: { current: true },
                      },
                      hubs: [],
                    },
              getPromotionPlan: async () => fleet.plan,
              checkPreflight: async (asked: PreflightRequest) => {
                fleet.preflights.push(asked);
                return preflightOf(asked.clusters, fleet.admission);
              },
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
    jest.restoreAllMocks();
    for (const each of Object.values(forges ?? {})) await each.stop();
  });
  beforeEach(() => {
    published = [];
    noted = [];
    for (const { state } of Object.values(forges)) state.all = [];
    fleet.changes = changesAnswer();
    fleet.plan = planOf();
    fleet.preflights = [];
    fleet.admission = 'passed';
    fleet.exception = exceptionOf();
    fleet.statements = [];
    fleet.cluster = clusterOf();
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
      'create-cluster.yaml',
      'decommission-cluster.yaml',
      'fail-over.yaml',
      'place-component.yaml',
      'policy-exception-removal.yaml',
      'policy-exception.yaml',
      'promote-release.yaml',
      'register-cluster.yaml',
      'request-promotion.yaml',
      'right-size.yaml',
      'roll-back-release.yaml',
      'schedule-backups.yaml',
      'shift-traffic.yaml',
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
        !/^fleet:(?:git|azure)/.test(step.action);
      // Which way a release goes is chosen, whether it goes now, and what is looked at before.
      const isFree =
        isOwn &&
        (file.includes('release') ||
          ['verify', 'plan', 'preflight'].includes(step.id));
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

  it.each(['github', 'gitlab'])(
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

  it('register-cluster looks at the cluster before, where that is wanted', async () => {
    const looked = async (values: object) => {
      const { body } = await dryRun('register-cluster', values);
      expect(body.error?.message).toBeUndefined();
      return JSON.stringify(body.log);
    };
    const log = await looked({
      ...CLUSTER,
      verify: true,
      candidate: 'prod-euw1-a',
      accept: [{ check: 'backup-schedule', reason: 'it is stateless' }],
    });
    expect(log).toContain('A dry run connects to no address');
    for (const given of [CLUSTER.server, CLUSTER.owner, 'it is stateless']) {
      expect(log).toContain(given);
    }
    expect(await looked(CLUSTER)).not.toContain('connects to no address');
  });

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

  const MADE = {
    name: 'prod-euw1-b',
    version: 'v1.34.2',
    owner: 'group:default/platform',
    environment: 'production',
    tier: '1',
    // What was written into the form for another provider stays in it.
    region: 'eu-west-1',
    identity: 'fleet',
    controlPlaneReplicas: 3,
    controlPlaneType: 'm6i.large',
    pools: [{ name: 'general', replicas: 3, machineType: 'm6i.xlarge' }],
    namespace: 'default',
    delivery: 'none',
    podNetwork: '192.168.0.0/16',
    serviceNetwork: '10.128.0.0/12',
    host: 'none',
  };

  it.each<[string, Record<string, unknown>, string]>([
    ['aws', {}, 'AWSMachineTemplate'],
    [
      'azure',
      {
        region: 'westeurope',
        subscriptionId: '00000000-0000-4000-8000-000000000000',
        controlPlaneType: 'Standard_D4s_v5',
        pools: [
          { name: 'general', replicas: 3, machineType: 'Standard_D8s_v5' },
        ],
      },
      'AzureClusterIdentity',
    ],
    [
      'google',
      {
        region: 'europe-west1',
        project: 'my-project',
        image: 'projects/my-project/global/images/kubernetes-1-34',
        controlPlaneType: 'n2-standard-4',
        pools: [{ name: 'general', replicas: 3, machineType: 'n2-standard-8' }],
      },
      'GCPCluster',
    ],
    [
      'vsphere',
      {
        server: 'vcenter.example',
        datacenter: 'dc1',
        network: 'VM Network',
        endpoint: '10.0.0.10',
        image: 'ubuntu',
        controlPlaneType: '4x16',
        pools: [{ name: 'general', replicas: 3, machineType: '8x32' }],
      },
      'VSphereCluster',
    ],
    [
      'docker',
      { pools: [{ name: 'general', replicas: 1 }], delivery: 'flux' },
      'DevCluster',
    ],
    [
      'class',
      {
        classProvider: 'aws',
        className: 'quick-start',
        classPools: [
          { name: 'general', replicas: 3, workerClass: 'default-worker' },
        ],
        variables: { region: 'eu-west-1' },
      },
      'quick-start',
    ],
  ])(
    'create-cluster gives on what %s takes, and no more',
    async (by, own, has) => {
      const { status, body, files } = await dryRun('create-cluster', {
        ...MADE,
        sshKeyName: 'platform',
        ...own,
        by,
      });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      expect(published).toEqual([]);
      const text = files.get('changes/clusters/prod-euw1-b/cluster-api.yaml');
      expect(text).toContain(has);
      expect(JSON.stringify(body.output.text)).toContain('they cost money');
    },
  );

  it('create-cluster opens a pull request, and refuses by its form what is none', async () => {
    const values = {
      ...MADE,
      by: 'aws',
      host: 'github',
      repoUrl: 'github.example?owner=platform&repo=config',
      base: 'main',
      path: 'fleet',
    };
    const { body, files } = await dryRun('create-cluster', values);
    expect(body.error?.message).toBeUndefined();
    expect(
      files.has('changes/fleet/clusters/prod-euw1-b/cluster-api.yaml'),
    ).toBe(true);
    expect(published[0].input).toMatchObject({
      branchName: expect.stringMatching(/^fleet\/create-prod-euw1-b-/),
      title: 'Create the cluster prod-euw1-b (aws, v1.34.2)',
      sourcePath: 'changes',
    });
    for (const wrong of [
      { name: '../a' },
      { version: '1.34' },
      { region: 'westeurope' },
      { controlPlaneReplicas: 2 },
      { controlPlaneType: 'Standard_D4s_v5' },
      { pools: [{ name: 'a', replicas: -1, machineType: 'm6i.large' }] },
      { by: 'azure' },
      { by: 'other' },
      { path: '.github' },
    ]) {
      const { status } = await dryRun('create-cluster', {
        ...values,
        ...wrong,
      });
      expect([wrong, status]).toEqual([wrong, 400]);
    }
  });

  it('decommission-cluster takes out what the others wrote, from plain Git as well', async () => {
    const made = await dryRun('create-cluster', {
      ...MADE,
      name: 'prod-euw1-a',
      by: 'aws',
      delivery: 'flux',
    });
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'fourth');
    const fourth = remotes.resolve('fourth');
    remotes.addContent({ 'fourth/README.md': 'x' });
    for (const [file, text] of made.files) {
      if (file.startsWith('changes/')) {
        remotes.addContent({ [file.replace('changes', 'fourth')]: text });
      }
    }
    gitIn(fourth, 'add', '.');
    gitIn(fourth, 'commit', '--quiet', '-m', 'fourth');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'fourth', 'made.git');
    const values = {
      name: 'prod-euw1-a',
      reason: '@everyone ${{ parameters.name }}',
      host: 'git',
      remoteUrl: `${server.url}made.git`,
      gitBase: 'main',
    };
    const refused = await dryRun('decommission-cluster', values);
    expect(refused.status).not.toBe(200);
    expect(refused.body.error.message).toContain('ARE DELETED');
    const sure = { ...values, confirmMachines: 'delete prod-euw1-a' };
    const { status, body, files } = await dryRun('decommission-cluster', sure);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(JSON.stringify(body.log)).toContain('A dry run pushes nothing');
    expect(files.has('deletions/clusters/prod-euw1-a/cluster-api.yaml')).toBe(
      true,
    );
    expect(JSON.stringify(body.output.text)).toContain(
      'MERGING THIS DELETES MACHINES',
    );
    fleet.cluster = clusterOf({ instances: countsOf(1) });
    const occupied = await dryRun('decommission-cluster', sure);
    expect(occupied.body.error.message).toContain('still has 1 instance');
  });

  it.each(['github', 'gitlab'])(
    'decommission-cluster has %s delete files',
    async host => {
      repository.files = {
        'kustomization.yaml': 'resources: [clusters/prod-euw1-a, b]\n',
        'prod-euw1-a.yaml': 'kind: Resource\n',
      };
      // What is read lies flat here: the folder is that of the catalog's clusters.
      const { status, body } = await dryRun('decommission-cluster', {
        name: 'prod-euw1-a',
        host,
        repoUrl: `${host}.example?owner=platform&repo=config`,
        base: 'main',
      });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      expect(published.map(({ input }) => input.sourcePath)).toEqual([
        'changes',
      ]);
      expect(published[0].input).toMatchObject({
        branchName: expect.stringMatching(/^fleet\/decommission-prod-euw1-a-/),
        title: 'Decommission the cluster prod-euw1-a',
      });
    },
  );

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

  const TRAFFIC = {
    traffic: 'k8gb',
    name: 'shop',
    from: 'eu',
    to: 'us',
    path: 'apps/shop',
    host: 'github',
    repoUrl: 'github.example?owner=platform&repo=config',
    base: 'main',
  };

  it('shift-traffic moves what is named, and asks for a larger step', async () => {
    repository.files = { 'gslb.yaml': GSLB };
    const values = { ...TRAFFIC, percent: 30, maximumStep: 25 };
    const { status, body, files } = await dryRun('shift-traffic', values);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(files.get('changes/apps/shop/gslb.yaml')).toBe(
      GSLB.replace('90', '70').replace('10', '30'),
    );
    expect(published[0].input).toMatchObject({
      branchName: expect.stringMatching(/^fleet\/traffic-shop-us-/),
      title: 'Traffic of shop: 30 % to us, from eu',
    });
    const more = { ...values, percent: 100 };
    const large = await dryRun('shift-traffic', more);
    expect(large.body.error.message).toContain("write 'us' as 'confirm'");
    const confirmed = await dryRun('shift-traffic', { ...more, confirm: 'us' });
    expect(confirmed.body.error?.message).toBeUndefined();
    for (const wrong of [
      { from: '${{ a }}' },
      { to: '../us' },
      { path: '..' },
    ]) {
      const refused = await dryRun('shift-traffic', { ...values, ...wrong });
      expect([wrong, refused.status]).toEqual([wrong, 400]);
    }
  });

  it('fail-over hands on who writes, and moves the traffic when that is shown', async () => {
    const writer = (who: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\ndata: {writer: ${who}}\n`;
    const values = {
      ...TRAFFIC,
      confirm: 'us',
      writerIn: 'config-map',
      writerFile: 'apps/shop/writer.yaml',
      writerKey: 'writer',
      // Left from another choice.
      writerKind: 'StatefulSet.apps',
      proofBy: 'lease',
      leaseCluster: 'hub',
      leaseNamespace: 'shop',
      leaseName: 'writer',
    };
    repository.files = { 'gslb.yaml': GSLB, 'writer.yaml': writer('eu') };
    const first = await dryRun('fail-over', values);
    expect(first.body.error?.message).toBeUndefined();
    expect(first.files.get('changes/apps/shop/writer.yaml')).toBe(writer('us'));
    expect(first.files.has('changes/apps/shop/gslb.yaml')).toBe(false);
    expect(published[0].input.title).toContain('(1 of 2)');
    published = [];
    repository.files = { 'gslb.yaml': GSLB, 'writer.yaml': writer('us') };
    const early = await dryRun('fail-over', values);
    expect(early.status).not.toBe(200);
    expect(early.body.error.message).toContain('is not known to the fleet');
    expect(published).toEqual([]);
    fleet.statements = [
      {
        role: 'on',
        kind: 'Lease',
        namespace: 'shop',
        name: 'writer',
        currency: { current: true, confirmedAt: '2026-11-30T12:00:00Z' },
        detail: {
          type: 'lease',
          holder: 'us',
          durationSeconds: 15,
          renewedAt: '2026-11-30T11:59:55Z',
        },
      },
    ];
    const second = await dryRun('fail-over', values);
    expect(second.body.error?.message).toBeUndefined();
    expect(second.files.get('changes/apps/shop/gslb.yaml')).toBe(
      GSLB.replace('90', '0').replace('10', '100'),
    );
    expect(published).toHaveLength(1);
    fleet.statements = [];
    const alone = {
      ...values,
      proofBy: 'none',
      reason: 'The region is lost.',
      reasonConfirm: 'us',
    };
    const risk = await dryRun('fail-over', alone);
    expect(risk.body.error?.message).toBeUndefined();
    expect(published[1].input.description).toContain('The region is lost.');
    const nobody = await dryRun('fail-over', {
      ...values,
      writerIn: 'nobody',
      proofBy: 'none',
    });
    expect(nobody.files.has('changes/apps/shop/gslb.yaml')).toBe(true);
  });

  it('fail-over goes by deliveries that applied what plain Git has', async () => {
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'fourth');
    remotes.addContent({
      'fourth/gslb.yaml': GSLB,
      'fourth/values.yaml': 'writer: us\n',
    });
    const fourth = remotes.resolve('fourth');
    gitIn(fourth, 'add', '.');
    gitIn(fourth, 'commit', '--quiet', '-m', 'fourth');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'fourth', 'shop.git');
    const values = {
      ...TRAFFIC,
      path: undefined,
      confirm: 'us',
      writerIn: 'values',
      writerFile: 'values.yaml',
      writerKey: 'writer',
      proofBy: 'deliveries',
      component: 'component:default/shop',
      clusterFrom: 'c-eu',
      clusterTo: 'c-us',
      host: 'git',
      remoteUrl: `${server.url}shop.git`,
      gitBase: 'main',
    };
    const applied = (value: string) =>
      ['c-eu', 'c-us'].map(id => ({
        cluster: { id },
        deliveries: [
          {
            id,
            sync: 'synced',
            health: 'healthy',
            currency: { current: true },
            appliedRevision: { type: 'commit', value },
            sources: [{ path: '.' }],
          },
        ],
      }));
    fleet.instances = applied('0'.repeat(40));
    const early = await dryRun('fail-over', values);
    expect(early.body.error.message).toContain('not yet synced and healthy at');
    const [commit] = /[0-9a-f]{40}(?=\.)/.exec(early.body.error.message) ?? [];
    fleet.instances = applied(String(commit));
    const { body, files } = await dryRun('fail-over', values);
    expect(body.error?.message).toBeUndefined();
    expect(files.get('changes/gslb.yaml')).toContain('{eu: 0, us: 100}');
    expect(JSON.stringify(body.log)).toContain('A dry run pushes nothing');
  });

  const PLACED = {
    component: 'component:default/checkout',
    clusters: ['prod-euw1-a', 'prod-euw1-b'],
    // What was written into the form for another method stays in it.
    file: 'hub/checkout.yaml',
    name: 'checkout',
    namespace: 'checkout',
    key: 'cluster',
    label: 'name',
    sourceRepoURL: 'https://git.example/a',
    sourcePath: 'deploy',
    sourceNamespace: 'checkout',
    resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }],
    overrideReplicas: 3,
    folder: 'charts/checkout',
    values: [{ path: 'replicas', value: '3', as: 'number' }],
    images: [],
    host: 'none',
  };

  it.each<[string, string, string]>([
    ['argocd-list', 'hub/checkout.yaml', 'replicas: 3'],
    ['argocd-selector', 'hub/checkout.yaml', 'operator: In'],
    ['rancher-fleet', 'hub/fleet.yaml', 'clusterName: prod-euw1-b'],
    ['open-cluster-management', 'hub/checkout.yaml', 'kind: Placement'],
    ['karmada', 'hub/checkout-overrides.yaml', 'value: 3'],
    ['helm-values', 'charts/checkout/values-prod-euw1-b.yaml', 'replicas: 3'],
  ])(
    'place-component gives on to %s what it takes, and no more',
    async (method, file, text) => {
      const { status, body, files } = await dryRun('place-component', {
        ...PLACED,
        method,
        ...(method === 'rancher-fleet' ? { file } : {}),
      });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      expect(published).toEqual([]);
      expect(files.get(`changes/${file}`)).toContain(text);
    },
  );

  it('place-component goes to a host, and adds to what is there', async () => {
    const values = {
      ...PLACED,
      method: 'kustomize',
      folder: 'base',
      host: 'gitlab',
      repoUrl: 'gitlab.example?owner=platform&repo=config',
      base: 'main',
    };
    const { status, body } = await dryRun('place-component', values);
    expect(status).not.toBe(200);
    expect(body.error.message).toContain("no kustomization in 'base'");
    expect(published).toEqual([]);
    repository.files = { 'kustomization.yaml': 'resources: []\n' };
    const below = await dryRun('place-component', {
      ...values,
      method: 'argocd-selector',
      path: 'hub',
    });
    expect(below.body.error?.message).toBeUndefined();
    expect(repository.url).toBe(
      'https://gitlab.example/platform/config/-/tree/main/hub',
    );
    expect(below.files.get('changes/hub/kustomization.yaml')).toContain(
      '- checkout.yaml',
    );
    expect(published).toEqual([
      {
        action: 'publish:gitlab:merge-request',
        input: expect.objectContaining({
          targetBranchName: 'main',
          branchName: expect.stringMatching(
            /^fleet\/place-checkout-argocd-selector-/,
          ),
          title: 'Place checkout on prod-euw1-a, prod-euw1-b',
        }),
      },
    ]);
  });

  it('place-component refuses by its form what leads elsewhere', async () => {
    for (const wrong of [
      { file: '../a.yaml' },
      { file: '.github/a.yaml' },
      { file: 'a.sh' },
      { method: 'other' },
      { method: 'helm-values', folder: undefined },
      { sourceRepoURL: 'file:///etc' },
      { clusters: [] },
    ]) {
      const { status } = await dryRun('place-component', {
        ...PLACED,
        method: 'argocd-list',
        ...wrong,
      });
      expect([wrong, status]).toEqual([wrong, 400]);
    }
  });

  it('schedule-backups says when in words, and as cron', async () => {
    const values = {
      component: 'component:default/checkout',
      clusters: ['prod-euw1-a'],
      namespaces: ['checkout'],
      often: 'daily',
      cron: '* * * * *',
      keepDays: 14,
      place: 'infrastructure',
      host: 'github',
      repoUrl: 'github.example?owner=platform&repo=config',
      base: 'main',
    };
    const file =
      'changes/infrastructure/overlays/prod-euw1-a/velero-schedule-checkout.yaml';
    const { status, body, files } = await dryRun('schedule-backups', values);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(parse(files.get(file) ?? '').spec).toMatchObject({
      schedule: '17 1 * * *',
      template: { ttl: '336h0m0s', snapshotVolumes: true },
    });
    expect(published[0].input).toMatchObject({
      title: 'Back up checkout on prod-euw1-a',
    });
    const other = await dryRun('schedule-backups', {
      ...values,
      often: 'other',
      cron: '5 4 * * 1-5',
    });
    expect(parse(other.files.get(file) ?? '').spec.schedule).toBe(
      '5 4 * * 1-5',
    );
    for (const wrong of [
      { often: 'other', cron: undefined },
      { often: 'now and then' },
      { namespaces: [] },
      { namespaces: ['*'] },
      { keepDays: 0 },
      { clusters: [] },
      { path: '../a' },
    ]) {
      const refused = await dryRun('schedule-backups', { ...values, ...wrong });
      expect([wrong, refused.status]).toEqual([wrong, 400]);
    }
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

  /** What a template is given, and what it needs to be there. */
  type Given = {
    values: object;
    files?: Record<string, string>;
    exception?: ReturnType<typeof exceptionOf>;
    /** No action of Bitbucket deletes files. */
    deletes?: boolean;
  };
  const SAYS = { files: { 'kustomization.yaml': 'resources: []\n' } };
  const GIVEN: Readonly<Record<string, Given>> = {
    'policy-exception': { values: VALUES, ...SAYS },
    'policy-exception-removal': {
      values: VALUES,
      files: REMOVES,
      exception: exceptionOf({ state: 'expired' }),
      deletes: true,
    },
    'right-size': {
      values: {
        kind: 'StatefulSet',
        name: 'ledger',
        containers: [{ name: 'db', requests: { memory: '2Gi' } }],
        path: 'base',
        fetch: true,
      },
      ...SAYS,
    },
    'adopt-drift': {
      values: { episodeId: EPISODE_ID, path: 'apps/checkout' },
      files: { 'app.yaml': APP },
    },
    'register-cluster': { values: CLUSTER },
    'create-cluster': { values: { ...MADE, by: 'aws' } },
    'decommission-cluster': {
      values: { name: 'prod-euw1-a' },
      files: {
        'kustomization.yaml': 'resources: [clusters/prod-euw1-a, b]\n',
        'prod-euw1-a.yaml': 'kind: Resource\n',
      },
      deletes: true,
    },
    'shift-traffic': {
      values: { ...TRAFFIC, percent: 30, maximumStep: 25 },
      files: { 'gslb.yaml': GSLB },
    },
    'fail-over': {
      values: {
        ...TRAFFIC,
        confirm: 'us',
        writerIn: 'nobody',
        proofBy: 'none',
      },
      files: { 'gslb.yaml': GSLB },
    },
    'place-component': {
      values: { ...PLACED, method: 'argocd-selector', path: 'hub' },
      ...SAYS,
    },
    'schedule-backups': {
      values: {
        component: 'component:default/checkout',
        clusters: ['prod-euw1-a'],
        namespaces: ['checkout'],
        often: 'daily',
        keepDays: 14,
        place: 'infrastructure',
      },
    },
  };

  it('and each that opens a pull request is run twice here', () => {
    const opening = FILES.filter(file =>
      templateOf(file).spec.steps.some(({ action }) =>
        action.endsWith('pull-request'),
      ),
    ).map(file => file.replace('.yaml', ''));
    expect([
      ...Object.keys(GIVEN),
      'promote-release',
      'roll-back-release',
    ]).toEqual(expect.arrayContaining(opening));
    for (const file of FILES) {
      // Every one of a host is opened only where the branch has none.
      for (const { id, if: when } of templateOf(file).spec.steps) {
        if (!id.startsWith('publish-')) continue;
        expect([file, id, when]).toEqual([
          file,
          id,
          expect.stringMatching(/and not steps\['find(?:-deletions)?'\]/),
        ]);
      }
    }
  });

  /** One that deletes and one that does not, on each host; the others have the same steps. */
  const WHOLE = ['policy-exception', 'policy-exception-removal'];

  it.each(Object.keys(GIVEN))('%s opens them by the same steps', name => {
    const own = (of: string) => {
      const { steps } = templateOf(`${of}.yaml`).spec;
      const from = steps.findIndex(({ id }) => id === 'find');
      // What wrote the files is called as it is there.
      return JSON.stringify(
        steps.slice(from).filter(({ id }) => id !== 'push-git'),
      ).replaceAll(`steps['${steps[from - 1].id}']`, "steps['written']");
    };
    expect(own(name)).toBe(own(WHOLE[GIVEN[name].deletes ? 1 : 0]));
  });

  it.each(
    Object.keys(GIVEN).flatMap(name =>
      Object.keys(HOSTED)
        .filter(host =>
          WHOLE.includes(name)
            ? !(GIVEN[name].deletes && host.startsWith('bitbucket'))
            : host === 'github',
        )
        .map(host => [name, host]),
    ),
  )('%s finds on %s what a first run has opened', async (name, host) => {
    const { values, files = {}, exception } = GIVEN[name];
    repository.files = files;
    if (exception) fleet.exception = exception;
    const run = async () => {
      published = [];
      const { body } = await dryRun(name, {
        ...values,
        host,
        repoUrl: HOSTED[host],
        base: 'main',
      });
      expect(body.error?.message).toBeUndefined();
      const log = JSON.stringify(body.log);
      const isOpened = OWN_HOSTS.includes(host)
        ? log.includes('A dry run opens nothing')
        : published.length > 0;
      return { body, log, isOpened };
    };
    const first = await run();
    expect(first.isOpened).toBe(true);
    const branches = [
      ...first.log.matchAll(/of the branch '([^']+)' is known/g),
    ].map(([, branch]) => branch);
    expect(branches.length).toBeGreaterThan(0);
    for (const branch of branches) await forges[host].open({ branch });
    const second = await run();
    expect(second.isOpened).toBe(false);
    const links = shownLinks(second.body);
    expect(links).toHaveLength(branches.length);
    for (const link of links) {
      expect(link).toContain(
        host === 'azure' ? 'devops.example' : forges[host].base,
      );
    }
  });

  it('and none is opened on another host than was chosen', async () => {
    const { body } = await dryRun('right-size', {
      ...GIVEN['right-size'].values,
      host: 'gitlab',
      repoUrl: HOSTED.github,
      base: 'main',
    });
    expect(body.error.message).toContain('is of github, and gitlab was chosen');
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

  it('request-promotion has the clusters checked before, where that is wanted', async () => {
    const values = {
      component: 'component:default/checkout',
      from: 'staging',
      to: 'production',
      preflight: true,
      manifests: 'https://github.example/platform/rendered/tree/main/checkout',
    };
    const item = (id: string, change: 'changed' | 'removed') => ({
      cluster: { id, name: id },
      namespace: 'shop',
      wave: 'production/first',
      change,
      images: [],
      mayMove: true,
      because: [],
    });
    fleet.plan = planOf({
      items: [item('a', 'changed'), item('b', 'changed'), item('c', 'removed')],
    });
    repository.files = { 'app.yaml': APP };
    const { body } = await dryRun('request-promotion', values);
    expect(body.error?.message).toBeUndefined();
    expect(repository.url).toBe(values.manifests);
    expect(fleet.preflights).toEqual([
      expect.objectContaining({
        clusters: ['a'],
        namespace: 'shop',
        images: [
          {
            repository: 'registry.example/checkout',
            digest: fleet.plan.release?.images[0].digest,
          },
        ],
      }),
      expect.objectContaining({ clusters: ['b'] }),
    ]);
    expect(JSON.stringify(body.output.text)).toContain('Admission is passed');
    expect(JSON.stringify(body.log)).toContain('A dry run asks for nothing');

    // What is not known holds it up until somebody says why it may go on; what fails, always.
    const accept = [{ check: 'admission', reason: 'nobody may act there' }];
    fleet.admission = 'unknown';
    const unknown = await dryRun('request-promotion', values);
    expect(unknown.body.error.message).toContain('admission is unknown');
    const accepted = await dryRun('request-promotion', { ...values, accept });
    expect(accepted.body.error?.message).toBeUndefined();
    expect(JSON.stringify(accepted.body.log)).toContain('nobody may act there');
    fleet.admission = 'failed';
    const failed = await dryRun('request-promotion', { ...values, accept });
    expect(failed.body.error.message).toContain('admission is failed');

    const nowhere = await dryRun('request-promotion', {
      ...values,
      manifests: 'https://token@github.example/x',
    });
    expect(nowhere.status).toBe(400);
  });

  it('roll-back-release pushes what ran before to plain Git', async () => {
    gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'fourth');
    const fourth = remotes.resolve('fourth');
    remotes.addContent({
      'fourth/kustomization.yaml': RELEASE.replace('1.0', '1.1'),
    });
    gitIn(fourth, 'add', '.');
    gitIn(fourth, 'commit', '--quiet', '-m', 'fourth');
    gitIn(remotes.path, 'clone', '--quiet', '--bare', 'fourth', 'cart.git');
    fleet.changes = backAnswer({
      changes: backAnswer().changes.map(each => ({
        ...each,
        path: 'kustomization.yaml',
        repository: `${server.url}cart.git`,
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
    // What is there is documented, and what is documented is there.
    expect(own.map(({ id }: { id: string }) => id).sort()).toEqual(
      documented(),
    );
    // What is there is documented, and what is documented is there.
    expect(own.map(({ id }: { id: string }) => id).sort()).toEqual(
      documented(),
    );
    // What is there is documented, and what is documented is there.
    expect(own.map(({ id }: { id: string }) => id).sort()).toEqual(
      documented(),
    );
    // What is there is documented, and what is documented is there.
    expect(own.map(({ id }: { id: string }) => id).sort()).toEqual(
      documented(),
    );
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
