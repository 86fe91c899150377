import { mockServices } from '@backstage/backend-test-utils';
import { workspaces } from '../__testUtils__/runAction';
import {
  createAzurePullRequestAction,
  createGiteaPullRequestAction,
  createGitFindPullRequestAction,
  createGitLocateAction,
} from '../actions';
import {
  fakeHost,
  INTERFACES,
  leadTo,
  REPOSITORY,
} from './__testUtils__/fakeHost';
import { placeOf, readAddress, readHosts } from '.';

const BRANCH = 'fleet/promote-checkout-production-first-0a1b2c3d';
const HEAD = 'e'.repeat(40);

const hostsOf = (data: object) =>
  readHosts(mockServices.rootConfig({ data: data as never }));

describe('addresses of repositories', () => {
  it.each([
    ['https://git.example/a/b.git', 'git.example', 'a/b'],
    ['https://git.example:8443/a/b.git/', 'git.example:8443', 'a/b'],
    ['https://user:pass-word@git.example/a/b.git', 'git.example', 'a/b'],
    ['ssh://git@git.example:7999/a/b.git', 'git.example', 'a/b'],
    ['git@git.example:a/b/c.git', 'git.example', 'a/b/c'],
    ['git.example:a/b', 'git.example', 'a/b'],
  ])('%s', (text, host, path) => {
    expect(readAddress(text)).toEqual({
      host,
      path,
      url: `https://${host}/${path}.git`,
    });
  });

  it('over HTTPS stay as they are', () => {
    expect(readAddress('http://a:b@git.example/a/_git/b/').url).toBe(
      'http://git.example/a/_git/b',
    );
  });

  it.each([
    '',
    'a/b',
    'file:///etc/passwd',
    'https://git.example',
    'https://git.example/../a/b',
    'https://git.example/a/%2e%2e/b',
    'https://git.example/a/b?x=1',
    'https://git.example/a//b',
    'git@git.example:../a',
    'git@git.example:a\nb',
    'https://git.example/a/${{ x }}',
    'https://git.example/{{ a }}/b',
    '-oProxyCommand=x:a/b',
    'oci://registry.example/a/b',
  ])('%s is none', text => {
    expect(() => readAddress(text)).toThrow('is no address of a repository');
  });

  it('show no password where they are none', () => {
    expect(() => readAddress('ftp://a:pass-word@git.example/x')).not.toThrow(
      'pass-word',
    );
  });
});

describe('places of repositories', () => {
  const hosts = hostsOf({
    integrations: {
      github: [{ host: 'github.example', token: 't' }],
      gitlab: [
        {
          host: 'gitlab.example',
          apiBaseUrl: 'https://gitlab.example/api/v4',
          token: 't',
        },
      ],
      gitea: [{ host: 'gitea.example', password: 't' }],
      bitbucketCloud: [{ username: 'u', appPassword: 'p' }],
      bitbucketServer: [
        {
          host: 'bitbucket.example',
          apiBaseUrl: 'https://bitbucket.example/rest/api/1.0',
        },
      ],
      azure: [{}, { host: 'devops.example' }],
    },
    fleet: {
      scaffolder: { gitRemotes: [{ url: 'https://git.example/platform/' }] },
    },
  });

  it.each([
    [
      'git@github.example:platform/config.git',
      'github',
      'github.example?owner=platform&repo=config',
      'https://github.example/platform/config/tree/release/1',
    ],
    [
      'https://gitlab.example/a/b/config.git',
      'gitlab',
      'gitlab.example?owner=a%2Fb&repo=config',
      'https://gitlab.example/a/b/config/-/tree/release/1',
    ],
    [
      'ssh://git@gitea.example:2222/platform/config.git',
      'gitea',
      'gitea.example?owner=platform&repo=config',
      'https://gitea.example/platform/config/src/branch/release/1',
    ],
    [
      'git@bitbucket.org:platform/config.git',
      'bitbucketCloud',
      'bitbucket.org?workspace=platform&project=platform&repo=config',
      'https://bitbucket.org/platform/config/src/release/1',
    ],
    [
      'https://bitbucket.example/scm/plat/config.git',
      'bitbucketServer',
      'bitbucket.example?project=plat&repo=config',
      'https://bitbucket.example/projects/plat/repos/config/browse?at=release%2F1',
    ],
    [
      'https://shop@dev.azure.com/shop/platform/_git/config',
      'azure',
      'dev.azure.com?organization=shop&project=platform&repo=config',
      'https://dev.azure.com/shop/platform/_git/config?version=GBrelease%2F1',
    ],
    [
      'git@ssh.dev.azure.com:v3/shop/platform/config',
      'azure',
      'dev.azure.com?organization=shop&project=platform&repo=config',
      'https://dev.azure.com/shop/platform/_git/config?version=GBrelease%2F1',
    ],
    [
      'https://dev.azure.com/shop/_git/config',
      'azure',
      'dev.azure.com?organization=shop&project=config&repo=config',
      'https://dev.azure.com/shop/config/_git/config?version=GBrelease%2F1',
    ],
    [
      'https://devops.example/tfs/shop/platform/_git/config',
      'azure',
      'devops.example?organization=tfs%2Fshop&project=platform&repo=config',
      'https://devops.example/tfs/shop/platform/_git/config?version=GBrelease%2F1',
    ],
    ['https://git.example/platform/config.git', 'git', '', ''],
    ['git@git.example:platform/config', 'git', '', ''],
  ])('%s is of %s', (repository, kind, repoUrl, treeUrl) => {
    expect(placeOf(hosts, repository, 'release/1')).toMatchObject({
      kind,
      repoUrl,
      treeUrl,
      remoteUrl: expect.stringMatching(
        kind === 'azure'
          ? /^https:\/\/[^@]+\/_git\/config$/
          : /^https:\/\/[^@]+\.git$/,
      ),
    });
  });

  it.each([
    'https://git.example/other/config.git',
    // It is known, and nobody gave credentials for it.
    'https://github.com/platform/config.git',
    'https://github.example/config.git',
    'https://devops.example/config',
    'https://devops.example/shop/platform/config',
  ])('%s is of none', repository => {
    expect(() => placeOf(hosts, repository, 'main')).toThrow(
      'Nothing is configured by which',
    );
  });

  const { run } = workspaces();
  const locate = (input: object) =>
    run(createGitLocateAction(hosts), { base: 'main', path: 'a/b', ...input });

  it.each([
    [
      'github',
      'github.example?owner=platform&repo=config',
      'https://github.example/platform/config/tree/main/a/b',
    ],
    [
      'gitlab',
      'gitlab.example?owner=a%2Fb&repo=config',
      'https://gitlab.example/a/b/config/-/tree/main/a/b',
    ],
    [
      'gitea',
      'gitea.example?owner=platform&repo=config',
      'https://gitea.example/platform/config/src/branch/main/a/b',
    ],
    [
      'bitbucketCloud',
      'bitbucket.org?workspace=platform&project=p&repo=config',
      'https://bitbucket.org/platform/config/src/main/a/b',
    ],
    [
      'bitbucketServer',
      'bitbucket.example?project=plat&repo=config',
      'https://bitbucket.example/projects/plat/repos/config/browse/a/b?at=main',
    ],
    [
      'azure',
      'dev.azure.com?organization=shop&project=platform&repo=config',
      'https://dev.azure.com/shop/platform/_git/config?path=%2Fa%2Fb&version=GBmain',
    ],
  ])('of %s is read from there', async (kind, repoUrl, treeUrl) => {
    const { output } = await locate({ kind, repoUrl });
    expect(output).toEqual({ treeUrl });
    const other = kind === 'github' ? 'gitlab' : 'github';
    await expect(locate({ kind: other, repoUrl })).rejects.toThrow(
      `is of ${kind}, and ${other} was chosen`,
    );
  });

  it('is read from no host that nobody has configured', async () => {
    await expect(
      run(createGitLocateAction(hostsOf({})), {
        kind: 'azure',
        repoUrl: 'dev.azure.com?organization=shop&project=p&repo=config',
        base: 'main',
      }),
    ).rejects.toThrow('no repository of a host');
    await expect(
      locate({ kind: 'azure', repoUrl: 'dev.azure.com?project=p&repo=c' }),
    ).rejects.toThrow('no repository of a host');
  });
});

describe.each(Object.keys(INTERFACES))('pull requests of %s', kind => {
  const { run } = workspaces();
  let fake: Awaited<ReturnType<typeof fakeHost>>;
  beforeAll(async () => {
    fake = await fakeHost(kind);
    leadTo({ 'https://host.example': fake.base });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await fake?.stop();
  });
  beforeEach(() => {
    fake.state.all = [];
    fake.state.answer = undefined;
  });

  const HOST = kind === 'bitbucketCloud' ? 'bitbucket.org' : 'host.example';
  const REPO_URLS: Record<string, string> = {
    bitbucketCloud: `${HOST}?workspace=platform&project=platform&repo=config`,
    bitbucketServer: `${HOST}?project=platform&repo=config`,
    azure: `${HOST}?organization=platform&project=fleet&repo=config`,
  };
  // It says where its interface is, and not where people look.
  const WEB = () =>
    kind === 'azure'
      ? `https://${HOST}/platform/fleet/_git/config/pullrequest/`
      : fake.base;
  const find = (input: object = {}, token = 't-1') => {
    const own: Record<string, object> = {
      github: { host: HOST, apiBaseUrl: fake.base, token },
      gitlab: { host: HOST, apiBaseUrl: fake.base, token },
      gitea: { host: HOST, baseUrl: fake.base, password: token },
      bitbucketCloud: { username: 'u', appPassword: token },
      bitbucketServer: { host: HOST, apiBaseUrl: fake.base, token },
      azure: { host: HOST, credentials: [{ personalAccessToken: token }] },
    };
    const hosts = hostsOf({ integrations: { [kind]: [own[kind]] } });
    if (kind === 'bitbucketCloud') {
      // Its address is no matter of configuration.
      Object.assign(hosts.integrations.bitbucketCloud.byHost(HOST)!.config, {
        apiBaseUrl: fake.base,
      });
    }
    return run(createGitFindPullRequestAction(hosts), {
      repoUrl: REPO_URLS[kind] ?? `${HOST}?owner=platform&repo=config`,
      branch: BRANCH,
      base: 'main',
      ...input,
    });
  };

  it('a second run finds what the first one has opened', async () => {
    const first = await find();
    expect(first.output).toEqual({ open: false });
    expect(await fake.open({ branch: BRANCH })).toBe(201);
    const second = await find();
    expect(second.output).toMatchObject({
      open: true,
      url: expect.stringContaining(WEB()),
    });
    // Bitbucket cuts commits short, and what is cut is none.
    expect(second.output.headCommit).toBe(
      kind === 'bitbucketCloud' ? undefined : HEAD,
    );
    // To open another one would fail.
    expect(await fake.open({ branch: BRANCH })).toBe(INTERFACES[kind].twice);
    expect((await find()).output).toEqual(second.output);
  });

  it('not one of a fork, of another branch, into another one, or that was closed', async () => {
    const one = {
      number: 1,
      branch: BRANCH,
      target: 'main',
      commit: HEAD,
      state: 'open' as const,
      from: REPOSITORY,
    };
    fake.state.all = [
      { ...one, from: 'mallory/config' },
      { ...one, from: 'platform/other' },
      { ...one, branch: `${BRANCH}-2` },
      { ...one, target: 'other' },
      { ...one, state: 'closed' },
    ];
    expect((await find()).output).toEqual({ open: false });
    fake.state.all.push({ ...one, number: 7, state: 'merged' });
    const { output } = await find();
    expect(output.open).toBe(false);
    expect(output.url).toMatch(/7$/);
    // Among many others as well.
    fake.state.all = [
      ...Array.from({ length: 120 }, (_, index) => ({
        ...one,
        branch: `other-${index}`,
      })),
      { ...one, number: 9 },
    ];
    expect((await find()).output.url).toMatch(/9$/);
  });

  it('fails where the host does not say', async () => {
    await expect(find({}, 't-2')).rejects.toThrow(
      'answered 401 when it was asked for the pull requests',
    );
    for (const answer of [
      { status: 500, body: '{}' },
      { status: 302, body: '' },
    ]) {
      fake.state.answer = answer;
      await expect(find()).rejects.toThrow(/answered|could not be asked/);
    }
    fake.state.answer = { status: 200, body: '<html>' };
    await expect(find()).rejects.toThrow('no JSON');
    const { output } = await find({ optional: true });
    expect(output).toEqual({ open: false });
    fake.state.answer = { status: 200, body: '{"message": "no"}' };
    await expect(find()).rejects.toThrow('no list');
    await expect(find({ branch: 'a b' })).rejects.toThrow(
      'no name of a branch',
    );
    await expect(
      find({ repoUrl: 'nowhere.example?owner=a&repo=b' }),
    ).rejects.toThrow('no repository of a host');
  });
});

describe.each(['gitea', 'azure'])('a pull request on %s', kind => {
  const { run } = workspaces();
  let fake: Awaited<ReturnType<typeof fakeHost>>;
  beforeAll(async () => {
    fake = await fakeHost(kind);
    leadTo({ 'https://devops.example': fake.base });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await fake?.stop();
  });
  beforeEach(() => {
    fake.state.all = [];
    fake.state.answer = undefined;
    fake.state.branches = new Map([
      [
        'main',
        new Map([
          ['apps/a.yaml', Buffer.from('a: 1\n')],
          ['old.yaml', Buffer.from('old: 1\n')],
        ]),
      ],
    ]);
  });

  const FILES = { 'apps/a.yaml': 'a: 2\n', 'b.yaml': 'b: 1\n' };
  const REPO_URLS: Record<string, string> = {
    gitea: 'gitea.example?owner=platform&repo=config',
    azure: 'devops.example?organization=platform&project=fleet&repo=config',
  };
  const ACTIONS: Record<string, typeof createGiteaPullRequestAction> = {
    gitea: createGiteaPullRequestAction,
    azure: createAzurePullRequestAction,
  };
  const WEB = () =>
    kind === 'azure'
      ? 'https://devops.example/platform/fleet/_git/config/pullrequest'
      : `${fake.base}/platform/config/pulls`;
  const open = (
    options: {
      files?: Record<string, string>;
      input?: object;
      isDryRun?: boolean;
    } = {},
  ) => {
    const { files = FILES, input = {}, isDryRun = false } = options;
    const hosts = hostsOf({
      integrations: {
        gitea: [{ host: 'gitea.example', baseUrl: fake.base, password: 't-1' }],
        azure: [
          {
            host: 'devops.example',
            credentials: [{ personalAccessToken: 't-1' }],
          },
        ],
        github: [{ host: 'github.example', token: 't-1' }],
      },
    });
    return run(
      ACTIONS[kind](hosts),
      {
        repoUrl: REPO_URLS[kind],
        targetBranchName: 'main',
        branchName: BRANCH,
        title: 'Promote\ncheckout',
        description: 'x',
        ...input,
      },
      {
        isDryRun,
        files: Object.fromEntries(
          Object.entries(files).map(([file, text]) => [
            `changes/${file}`,
            text,
          ]),
        ),
      },
    );
  };
  const filesOf = (branch: string) =>
    Object.fromEntries(
      [...(fake.state.branches.get(branch) ?? [])].map(([file, text]) => [
        file,
        text.toString(),
      ]),
    );

  it('is opened once, and found by a second run', async () => {
    const first = await open();
    expect(first.output).toEqual({ remoteUrl: `${WEB()}/1`, opened: true });
    expect(filesOf(BRANCH)).toEqual({ ...FILES, 'old.yaml': 'old: 1\n' });
    expect(filesOf('main')).toEqual({
      'apps/a.yaml': 'a: 1\n',
      'old.yaml': 'old: 1\n',
    });
    const second = await open();
    expect(second.output).toEqual({ ...first.output, opened: false });
    expect(fake.state.all).toHaveLength(1);
  });

  it('deletes files, and finds that again', async () => {
    const input = { filesToDelete: ['old.yaml', 'never-there.yaml'] };
    expect((await open({ input })).output.opened).toBe(true);
    expect(filesOf(BRANCH)).toEqual(FILES);
    fake.state.all = [];
    expect((await open({ input })).output.opened).toBe(true);
    for (const file of ['../x', '/x', 'a//b', '.git/config', '']) {
      await expect(open({ input: { filesToDelete: [file] } })).rejects.toThrow(
        'no path of a file',
      );
    }
  });

  it('is opened of a branch that a run before has left, unless that has something else', async () => {
    await open();
    fake.state.all = [];
    expect((await open()).output.opened).toBe(true);
    fake.state.all = [];
    await expect(open({ files: { 'apps/a.yaml': 'a: 3\n' } })).rejects.toThrow(
      'with something else',
    );
    await expect(
      open({ input: { filesToDelete: ['old.yaml'] } }),
    ).rejects.toThrow('with something else');
    expect(fake.state.all).toEqual([]);
  });

  it('not in a dry run, not of nothing, and not where the host fails', async () => {
    const { log } = await open({ isDryRun: true });
    expect(log.join()).toContain('A dry run opens nothing');
    await expect(open({ files: { '../repository/x': '' } })).rejects.toThrow();
    await expect(
      open({ input: { repoUrl: 'github.example?owner=a&repo=b' } }),
    ).rejects.toThrow('is of github');
    fake.state.answer = { status: 503, body: '' };
    await expect(open()).rejects.toThrow('answered 503');
    expect([fake.state.all, [...fake.state.branches.keys()]]).toEqual([
      [],
      ['main'],
    ]);
  });
});

describe('a pull request on Azure DevOps alone', () => {
  const { run } = workspaces();
  let fake: Awaited<ReturnType<typeof fakeHost>>;
  beforeAll(async () => {
    fake = await fakeHost('azure');
    leadTo({ 'https://devops.example': fake.base });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await fake?.stop();
  });
  beforeEach(() => {
    fake.state.all = [];
    fake.state.branches = new Map([
      ['main', new Map([['a.yaml', Buffer.from('a: 1\n')]])],
    ]);
  });
  const open = (credentials?: object[], input: object = {}) =>
    run(
      createAzurePullRequestAction(
        hostsOf({
          integrations: { azure: [{ host: 'devops.example', credentials }] },
        }),
      ),
      {
        repoUrl:
          'devops.example?organization=platform&project=fleet&repo=config',
        targetBranchName: 'main',
        branchName: BRANCH,
        title: 'x',
        description: 'x',
        ...input,
      },
      { isDryRun: false, files: { 'changes/a.yaml': 'a: 2\n' } },
    );
  const TOKEN = [{ personalAccessToken: 't-1' }];

  it('goes on with a branch that has nothing yet', async () => {
    const { branches } = fake.state;
    branches.set(BRANCH, new Map(branches.get('main')));
    expect((await open(TOKEN)).output.opened).toBe(true);
    expect(branches.get(BRANCH)?.get('a.yaml')?.toString()).toBe('a: 2\n');
  });

  it('cuts a description that it would refuse', async () => {
    const { output } = await open(TOKEN, { description: 'x'.repeat(9_000) });
    expect(output.opened).toBe(true);
  });

  it('takes credentials of the organization, and none of others', async () => {
    const of = (organizations: string[]) => [
      { personalAccessToken: 't-1', organizations },
    ];
    await expect(open(of(['other']))).rejects.toThrow('No credentials');
    await expect(open()).rejects.toThrow('No credentials');
    expect((await open(of(['platform']))).output.opened).toBe(true);
  });

  it('goes into no branch that is not there', async () => {
    await expect(open(TOKEN, { targetBranchName: 'mai' })).rejects.toThrow(
      "no branch 'mai'",
    );
    expect([...fake.state.branches.keys()]).toEqual(['main']);
  });
});
