import fs from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { readAllowedPaths } from '../allowed';
import {
  detailOf,
  differenceOf,
  EPISODE_ID,
  IMAGE,
} from '../__testUtils__/drift';
import { gitIn, serveGit } from '../__testUtils__/gitServer';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { checkBranch, readGitRemotes, remoteOf } from '../git';
import {
  createDriftAdoptAction,
  createGitCloneAction,
  createGitPushBranchAction,
} from '.';

const FILE = 'apps/checkout/all.yaml';
const TEXT = `# The shop's checkout.

apiVersion:   apps/v1
kind: Deployment
metadata: {name: checkout,   labels: {a: "1"}}


spec:
    replicas:   3   # as in May
    template:
        spec:
            containers:
            # The one that matters.
            - name: app

              image: 'registry.example/app:1.0'   # pinned
---
# Another one.
kind:   ConfigMap
`;
const LINE = "              image: 'registry.example/app:1.0'   # pinned";
const CREDENTIALS = { username: 'fleet', password: 'pass-word' };

describe('a bare repository', () => {
  jest.setTimeout(60_000);
  const remotes = createMockDirectory();
  const { run, directory } = workspaces();
  const config = (rest: object = {}) =>
    mockServices.rootConfig({ data: { fleet: rest } });
  const adoptOf = (live: unknown = 'registry.example/app:2.0') =>
    createDriftAdoptAction(
      askerOf({
        getDriftEpisode: async () =>
          detailOf([differenceOf(IMAGE, 'registry.example/app:1.0', live)]),
      }),
      readAllowedPaths(config()),
    );
  let bare: string;

  beforeEach(() => {
    remotes.clear();
    directory.clear();
    bare = remotes.resolve('platform/config.git');
    fs.mkdirSync(bare, { recursive: true });
    gitIn(bare, 'init', '--bare', '--quiet', '--initial-branch=main', '.');
    gitIn(bare, 'config', 'http.receivepack', 'true');
    const first = remotes.resolve('first');
    gitIn(remotes.path, 'clone', '--quiet', bare, first);
    fs.mkdirSync(path.join(first, 'apps/checkout'), { recursive: true });
    fs.writeFileSync(path.join(first, FILE), TEXT);
    fs.writeFileSync(path.join(first, 'run.sh'), 'true\n', { mode: 0o755 });
    fs.symlinkSync('/etc', path.join(first, 'link'));
    gitIn(first, 'add', '.');
    gitIn(first, 'commit', '--quiet', '-m', 'first');
    gitIn(first, 'push', '--quiet', 'origin', 'HEAD:main');
  });

  /** What a branch changes, line by line. */
  const changed = (branch: string) =>
    gitIn(bare, 'diff', '--unified=0', '--no-color', 'main', branch)
      .split('\n')
      .filter(line => /^[-+]/.test(line));
  const ONE_LINE = (now: string) => [
    `--- a/${FILE}`,
    `+++ b/${FILE}`,
    `-${LINE}`,
    `+${now}`,
  ];

  it('gets a branch on which one value differs', async () => {
    gitIn(
      directory.path,
      'clone',
      '--quiet',
      bare,
      directory.resolve('repository'),
    );
    const { output } = await run(adoptOf(), { episodeId: EPISODE_ID });
    const branch = String(output.branch);
    const clone = directory.resolve('repository');
    gitIn(clone, 'checkout', '--quiet', '-b', branch);
    fs.cpSync(directory.resolve('changes'), clone, { recursive: true });
    gitIn(clone, 'commit', '--quiet', '--all', '-m', String(output.title));
    gitIn(clone, 'push', '--quiet', 'origin', branch);
    expect(changed(branch)).toEqual(ONE_LINE(LINE.replace(':1.0', ':2.0')));
    // Blank lines and comments, byte by byte.
    expect(gitIn(bare, 'show', `${branch}:${FILE}`)).toBe(
      TEXT.replace(':1.0', ':2.0'),
    );
    expect(gitIn(bare, 'diff', '--name-only', 'main', branch).trim()).toBe(
      FILE,
    );
  });

  it.each([
    "a'\nkind: Secret\n---\n",
    '${{ secrets.token }} {{ .Values.x }}',
    '!!str &a *b # c',
    '@everyone',
    'x'.repeat(4000),
  ])('has an image of %j end as one text', async live => {
    gitIn(
      directory.path,
      'clone',
      '--quiet',
      bare,
      directory.resolve('repository'),
    );
    const { output } = await run(adoptOf(live), { episodeId: EPISODE_ID });
    const clone = directory.resolve('repository');
    fs.cpSync(directory.resolve('changes'), clone, { recursive: true });
    const lines = gitIn(clone, 'diff', '--unified=0', '--no-color')
      .split('\n')
      .filter(line => /^[-+]/.test(line));
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^\+ {14}image: ['"].*['"] {3}# pinned$/);
    expect(output.branch).toMatch(/^[a-z0-9/-]+$/);
  });

  describe('on a server that no integration is of', () => {
    let server: Awaited<ReturnType<typeof serveGit>>;
    beforeAll(async () => {
      server = await serveGit(remotes.path, CREDENTIALS);
    });
    afterAll(() => server?.stop());

    const actions = (credentials: object = CREDENTIALS) => {
      const allowed = readGitRemotes(
        config({
          scaffolder: {
            gitRemotes: [{ url: `${server.url}platform/`, ...credentials }],
          },
        }),
      );
      return {
        remoteUrl: `${server.url}platform/config.git`,
        clone: createGitCloneAction(allowed),
        push: createGitPushBranchAction(allowed, config()),
      };
    };

    it('is read, and gets the branch', async () => {
      const { clone, push, remoteUrl } = actions();
      const main = gitIn(bare, 'rev-parse', 'main').trim();
      const read = await run(clone, { remoteUrl, base: 'main' });
      expect(read.output).toEqual({ commit: main });
      const { output } = await run(adoptOf(), { episodeId: EPISODE_ID });
      const input = { remoteUrl, branch: output.branch, title: output.title };
      const dry = await run(push, input, { isDryRun: true });
      expect(dry.output.pushed).toBe(false);
      expect(gitIn(bare, 'branch', '--list', 'fleet/*')).toBe('');
      const { output: pushed } = await run(push, input);
      expect(pushed).toEqual({
        branch: output.branch,
        commit: gitIn(bare, 'rev-parse', String(output.branch)).trim(),
        pushed: true,
      });
      expect(changed(String(output.branch))).toEqual(
        ONE_LINE(LINE.replace(':1.0', ':2.0')),
      );
      // Modes and links of others are as they were.
      expect(
        gitIn(
          bare,
          'diff',
          '--raw',
          '--name-only',
          'main',
          String(output.branch),
        ).trim(),
      ).toBe(FILE);
      expect(
        gitIn(
          bare,
          'log',
          '-1',
          '--format=%P|%s|%an',
          String(output.branch),
        ).trim(),
      ).toBe(`${main}|Adopt what is live of Deployment checkout|Scaffolder`);
      const again = await run(push, input);
      expect(again.output.pushed).toBe(false);
      expect(
        gitIn(bare, 'rev-list', '--count', String(output.branch)).trim(),
      ).toBe('2');
    });

    it('has no branch of others overwritten', async () => {
      const { clone, push, remoteUrl } = actions();
      await run(clone, { remoteUrl, base: 'main' });
      await run(adoptOf(), { episodeId: EPISODE_ID });
      gitIn(bare, 'branch', 'fleet/x', 'main');
      await expect(
        run(push, { remoteUrl, branch: 'fleet/x', title: 'x' }),
      ).rejects.toThrow(/has a branch 'fleet\/x' already, with something else/);
      expect(gitIn(bare, 'rev-parse', 'fleet/x')).toBe(
        gitIn(bare, 'rev-parse', 'main'),
      );
    });

    it('loses files, and folders in which nothing is left', async () => {
      const { clone, push, remoteUrl } = actions();
      directory.setContent({ 'changes/new.yaml': 'a: b\n' });
      await run(clone, { remoteUrl, base: 'main' });
      const input = { remoteUrl, branch: 'fleet/gone', title: 'Gone' };
      for (const wrong of ['../x', 'a/../../x', '.git/config', '/etc', '']) {
        await expect(
          run(push, { ...input, filesToDelete: [wrong] }),
        ).rejects.toThrow(/is no file of a repository/);
      }
      await expect(
        run(push, { ...input, filesToDelete: ['new.yaml'] }),
      ).rejects.toThrow(/is to be written and to be deleted/);
      const filesToDelete = [FILE, 'none/there.yaml'];
      const first = await run(push, { ...input, filesToDelete });
      expect(first.output.pushed).toBe(true);
      expect(
        gitIn(bare, 'diff', '--name-status', 'main', 'fleet/gone').trim(),
      ).toBe([`D\t${FILE}`, 'A\tnew.yaml'].sort().reverse().join('\n'));
      const again = await run(push, { ...input, filesToDelete });
      expect(again.output.pushed).toBe(false);
      await expect(
        run(push, { ...input, filesToDelete: [...filesToDelete, 'link'] }),
      ).rejects.toThrow(/with something else/);
    });

    it('is told no secret, and says what is wrong', async () => {
      const { clone, remoteUrl } = actions({ password: 'wrong' });
      await expect(run(clone, { remoteUrl, base: 'main' })).rejects.toThrow(
        /it wants other credentials than/,
      );
      const { clone: other } = actions();
      await expect(run(other, { remoteUrl, base: 'gone' })).rejects.toThrow(
        /^Could not read the branch 'gone' of 'http/,
      );
      await expect(
        run(other, { remoteUrl: `${server.url}other.git`, base: 'main' }),
      ).rejects.toThrow(/none of the Git remotes that the portal's operator/);
    });

    it('is pushed to from a clone only, and what is a file', async () => {
      const { clone, push, remoteUrl } = actions();
      const input = { remoteUrl, branch: 'fleet/x', title: 'x' };
      const files = { 'changes/a.yaml': 'a', 'repository/b.yaml': 'b' };
      await expect(run(push, input, { files })).rejects.toThrow(
        /is no clone. Read the repository by 'fleet:git:clone'/,
      );
      await expect(run(clone, { remoteUrl, base: 'main' })).rejects.toThrow(
        /has files already/,
      );
      directory.setContent({ 'changes/link/passwd': 'a' });
      await run(clone, { remoteUrl, base: 'main' });
      await expect(run(push, input)).rejects.toThrow(
        "'link' is a file or a link in the repository, and no folder.",
      );
      directory.setContent({ 'changes/.git/config': 'a' });
      await run(clone, { remoteUrl, base: 'main' });
      await expect(run(push, input)).rejects.toThrow(/Git's own folder/);
    });
  });
});

describe('Git remotes', () => {
  const remotes = (...urls: string[]) =>
    readGitRemotes(
      mockServices.rootConfig({
        data: {
          fleet: { scaffolder: { gitRemotes: urls.map(url => ({ url })) } },
        },
      }),
    );

  it('are those that are named, and none where none are', () => {
    const some = remotes('https://git.example/a/', 'https://git.example/b.git');
    for (const url of [
      'https://git.example/a/x.git',
      'https://git.example/b.git',
    ]) {
      expect(remoteOf(some, url).url).toBe(url);
    }
    for (const url of [
      'https://git.example/a/',
      'https://git.example/ab/x.git',
      'https://git.example/b.git/x',
      'https://git.example:8443/a/x.git',
      'http://git.example/a/x.git',
      'https://git.example.evil/a/x.git',
    ]) {
      expect(() => remoteOf(some, url)).toThrow(/none of the Git remotes/);
    }
    expect(() =>
      remoteOf(readGitRemotes(mockServices.rootConfig()), 'https://a/b'),
    ).toThrow(/none of the Git remotes/);
  });

  it.each([
    'https://user:pass@git.example/a/x.git',
    'https://git.example/a/../b.git',
    'https://git.example/a/%2e%2e/b.git',
    'https://git.example/a/x%2f..%2fb.git',
    'https://git.example/a/x.git?a',
    'https://git.example/a/x.git#a',
    'https://git.example\\@evil/a',
    'file:///etc',
    'ssh://git@git.example/a',
    'git@git.example:a/b.git',
    '/etc',
    '--upload-pack=x',
  ])('are no %s', url => {
    expect(() => remoteOf(remotes('https://git.example/a/'), url)).toThrow(
      /no address of a Git repository/,
    );
    expect(() => remotes(url)).toThrow(/gitRemotes\[0\]\.url' is no address/);
  });

  it.each([
    '',
    '-x',
    'a..b',
    '/a',
    'a/',
    'a//b',
    'a.lock',
    'a b',
    'a:b',
    'a~1',
    'a/.b',
    '@{x}',
    'x'.repeat(300),
  ])('have no branch %j', branch => {
    expect(() => checkBranch('branch', branch)).toThrow(/no name of a branch/);
  });
});
