import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { GitRepository } from './GitRepository';
import { GitServer, type GitServerOptions } from './GitServer';
import { gitEnvironment } from './runGit';

const run = promisify(execFile);

let root: string;
let repository: GitRepository;
let server: GitServer;

async function git(folder: string, ...words: string[]): Promise<string> {
  const { stdout } = await run('git', words, {
    cwd: folder,
    env: { ...gitEnvironment(), HOME: folder },
  });
  return stdout.trim();
}

/** A clone of what is served, with everything of a person's. */
async function clone(name = 'work', url = server.url): Promise<string> {
  await git(root, 'clone', '--quiet', `${url}team/one.git`, name);
  return path.join(root, name);
}

async function start(options: Partial<GitServerOptions> = {}): Promise<void> {
  server = await GitServer.start({
    folder: path.join(root, 'served'),
    ...options,
  });
}

function ask(
  method: string,
  target: string,
  body?: Buffer,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: new URL(server.url).port,
        path: target,
        method,
      },
      response => {
        const parts: Buffer[] = [];
        response.on('data', part => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Sends a body that does not end, and tells what came of it. */
function begin(target: string, parts: readonly Buffer[]): Promise<string> {
  return new Promise(resolve => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: new URL(server.url).port,
        path: target,
        method: 'POST',
        headers: { 'content-type': 'application/x-git-receive-pack-request' },
      },
      response => {
        response.resume();
        response.on('close', () =>
          resolve(
            response.complete && response.statusCode === 200 ? 'whole' : 'cut',
          ),
        );
      },
    );
    request.on('error', () => resolve('cut'));
    parts.forEach((part, index) =>
      setTimeout(() => request.write(part), 50 * index),
    );
  });
}

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'fleet-git-test-'));
  repository = await GitRepository.create(
    path.join(root, 'served/team/one.git'),
  );
  await repository.commit({
    message: 'first',
    files: { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' },
  });
});

afterEach(async () => {
  await repository.unfollow();
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('GitServer', () => {
  it('is fetched from and pushed to, and says when it was', async () => {
    const pushed: string[] = [];
    await start({ onPush: name => pushed.push(name) });
    const work = await clone();
    expect(readFileSync(path.join(work, 'a.yaml'), 'utf8')).toBe('a: 1\n');
    writeFileSync(path.join(work, 'a.yaml'), 'a: 2\n');
    await git(work, 'commit', '--quiet', '-am', 'second');
    await git(work, 'push', '--quiet', 'origin', 'main');
    expect(pushed).toEqual(['team/one.git']);
    const snapshot = await repository.refresh();
    expect(snapshot?.commit).toBe(await git(work, 'rev-parse', 'HEAD'));
    expect(snapshot?.history).toHaveLength(2);
    expect(snapshot?.files.get('a.yaml')).toBe('a: 2\n');
  });

  it('lets only those in whom it knows', async () => {
    await start({ credentials: { username: 'git', password: 'p:w' } });
    await expect(clone()).rejects.toThrow(
      /terminal prompts disabled|Authentication failed|could not read Username/,
    );
    const url = server.url.replace('//', '//git:p%3Aw@');
    expect(existsSync(path.join(await clone('known', url), 'a.yaml'))).toBe(
      true,
    );
    const wrong = server.url.replace('//', '//git:other@');
    await expect(clone('unknown', wrong)).rejects.toThrow(
      /Authentication failed/,
    );
  });

  it.each([
    ['GET', '/team/one.git/HEAD', 404],
    ['GET', '/team/one.git/config', 404],
    ['GET', '/team/one.git/objects/info/packs', 404],
    ['GET', '/../one.git/info/refs', 404],
    ['GET', '/team/../team/one.git/info/refs', 404],
    ['GET', '/team/%2e%2e/one.git/info/refs', 404],
    ['GET', '/team/one.git/info/refs?service=git-shell', 404],
    ['GET', '/team/two.git/info/refs?service=git-upload-pack', 404],
    ['GET', '/team/one.git/git-receive-pack', 405],
    ['POST', '/team/one.git/info/refs', 405],
  ])('answers %s %s with %d', async (method, target, status) => {
    await start();
    expect((await ask(method, target)).status).toBe(status);
  });

  it('takes no more than it may, whoever says how much it is', async () => {
    await start({ maximumBytes: 1000 });
    const target = '/team/one.git/git-receive-pack';
    expect((await ask('POST', target, Buffer.alloc(1001))).status).toBe(413);
    // In chunks, so that no length is stated; Git waits for the whole line.
    const parts = [Buffer.alloc(600, 'fff0'), Buffer.alloc(600)];
    expect(await begin(target, parts)).not.toBe('whole');
    // Git itself ends a moment after its request.
    while (server.running > 0) {
      await new Promise(done => setTimeout(done, 10));
    }
  });

  it('ends what takes too long, and everything with itself', async () => {
    await start({ maximumMs: 300 });
    const target = '/team/one.git/git-receive-pack';
    expect(await begin(target, [Buffer.from('0')])).not.toBe('whole');
    await server.stop();
    await start();
    const open = begin(target, [Buffer.from('0')]);
    while (server.running === 0) {
      await new Promise(done => setTimeout(done, 10));
    }
    await server.stop();
    expect(server.running).toBe(0);
    expect(await open).not.toBe('whole');
  });
});

describe('GitRepository', () => {
  it('merges as a person does, and once', async () => {
    await repository.commit({
      branch: 'change/a',
      message: 'a',
      files: { 'a.yaml': 'a: 2\n' },
    });
    await repository.commit({ message: 'b', files: { 'b.yaml': 'b: 2\n' } });
    const head = await repository.merge('change/a');
    const { commit, files } = (await repository.refresh()) ?? {};
    expect(commit).toBe(head);
    expect(Object.fromEntries(files ?? [])).toEqual({
      'a.yaml': 'a: 2\n',
      'b.yaml': 'b: 2\n',
    });
    expect(await repository.merge('change/a')).toBe(head);
    expect(await repository.branches()).toEqual(
      expect.arrayContaining([
        { name: 'main', commit: head },
        { name: 'change/a', commit: expect.any(String) },
      ]),
    );
  });

  it('refuses what cannot be merged, and leaves main as it is', async () => {
    await repository.commit({
      branch: 'other',
      message: 'other',
      files: { 'a.yaml': 'a: 2\n' },
    });
    const head = await repository.commit({
      message: 'main',
      files: { 'a.yaml': 'a: 3\n' },
    });
    await expect(repository.merge('other')).rejects.toThrow(
      "'other' cannot be merged: a.yaml",
    );
    await expect(repository.merge('nothing')).rejects.toThrow(
      "no branch 'nothing'",
    );
    await expect(repository.merge('--all')).rejects.toThrow('no branch');
    expect((await repository.refresh())?.commit).toBe(head);
  });

  it('takes back what a merge brought, unless it has changed since', async () => {
    await repository.commit({
      branch: 'change',
      message: 'x',
      files: { 'a.yaml': undefined, 'c.yaml': 'c: 1\n' },
    });
    const merged = await repository.merge('change');
    await repository.commit({ message: 'b', files: { 'b.yaml': 'b: 2\n' } });
    await repository.revert(merged);
    const snapshot = await repository.refresh();
    expect(Object.fromEntries(snapshot?.files ?? [])).toEqual({
      'a.yaml': 'a: 1\n',
      'b.yaml': 'b: 2\n',
    });
    await expect(repository.revert(merged)).rejects.toThrow(
      'has changed since',
    );
    await expect(repository.revert('main')).rejects.toThrow('no commit');
  });

  it('refuses paths that lead elsewhere', async () => {
    for (const file of [
      '../a.yaml',
      'a/./b.yaml',
      '/a.yaml',
      'a b.yaml',
      'a\nD b.yaml',
    ]) {
      await expect(
        repository.commit({ message: 'x', files: { [file]: '' } }),
      ).rejects.toThrow('no path');
    }
  });

  it('still tells what it has read when it cannot read', async () => {
    const known = await repository.refresh();
    rmSync(path.join(root, 'served/team/one.git/HEAD'));
    expect(await repository.refresh()).toBe(known);
    expect(repository.problem).toMatch(/not a git repository/);
  });
});
