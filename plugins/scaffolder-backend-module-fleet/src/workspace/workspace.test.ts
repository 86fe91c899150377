import fs from 'node:fs/promises';
import path from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Changes } from './Changes';
import { fileNameOf } from './fileNameOf';

describe('fileNameOf', () => {
  it.each([
    [['Prod EU/West 1'], 'prod-eu-west-1'],
    [['../../etc/passwd'], 'etc-passwd'],
    [['.hidden'], 'hidden'],
    [['a'.repeat(200)], 'a'.repeat(63)],
    [['x'.repeat(62), 'y'], 'x'.repeat(62)],
    [['', '\u{1f4a5}', 'b'], 'b'],
    [['—'], 'unnamed'],
    [[], 'unnamed'],
  ])('%j is %s', (words, expected) => {
    expect(fileNameOf(words)).toBe(expected);
  });
});

describe('Changes', () => {
  const directory = createMockDirectory();
  const PLACES = {
    repository: 'repository',
    changes: 'changes',
    deletions: 'deletions',
  };
  const open = (places: object = {}) =>
    new Changes({ workspace: directory.path, ...PLACES, ...places });

  beforeEach(() => {
    directory.setContent({
      'repository/a/one.yaml': 'one: 1\n',
      'repository/a/b/two.yml': 'two: 2\n',
      'repository/a/read.me': 'no YAML',
      'secret.yaml': 'kind: Secret\n',
    });
  });

  it('keeps what changes apart from what is there', async () => {
    const changes = open();
    changes.write('a/one.yaml', 'one: 1\n');
    changes.write('a/three.yaml', 'three: 3\n');
    changes.delete('a/b/two.yml', 'two: 2\n');
    expect((await changes.tree('a')).files).toEqual(
      new Map([
        ['a/one.yaml', 'one: 1\n'],
        ['a/three.yaml', 'three: 3\n'],
      ]),
    );
    const done = await changes.save();
    // What is as it was is no change.
    expect(done.written).toEqual(['a/three.yaml']);
    expect(done.deleted).toEqual(['a/b/two.yml']);
    expect(directory.content({ path: 'changes' })).toEqual({
      a: { 'three.yaml': 'three: 3\n' },
    });
    expect(directory.content({ path: 'deletions' })).toEqual({
      a: { b: { 'two.yml': 'two: 2\n' } },
    });
    expect(directory.content({ path: 'repository/a/b' })).toEqual({
      'two.yml': 'two: 2\n',
    });
  });

  it.each([
    '../secret.yaml',
    '/etc/x.yaml',
    'a/../../secret.yaml',
    'a\\..\\..\\b',
  ])('stays in the repository: %s', async file => {
    await expect(open().read(file)).rejects.toThrow(/leads out of/);
    expect(() => open().write(file, 'x')).toThrow(/leads out of/);
    await expect(open().tree(file)).rejects.toThrow(/leads out of/);
  });

  it('leaves the folder of Git alone', () => {
    expect(() => open().write('.git/config', 'x')).toThrow(/Git's own/);
  });

  it('follows no link that somebody put into the repository', async () => {
    await fs.symlink(
      directory.resolve('secret.yaml'),
      directory.resolve('repository/a/link.yaml'),
    );
    await fs.symlink(
      path.dirname(directory.path),
      directory.resolve('repository/out'),
    );
    const { files, unread } = await open().tree('.');
    expect([...files.keys()].sort()).toEqual(['a/b/two.yml', 'a/one.yaml']);
    expect([...unread.keys()]).toEqual(['a/link.yaml']);
    await expect(open().read('a/link.yaml')).rejects.toThrow(
      /'a\/link\.yaml' cannot be read: it is a link/,
    );
    await expect(open().tree('out')).rejects.toThrow(/outside its parent/);
  });

  it('reads no more than it can hold', async () => {
    const text = `a: ${'x'.repeat(1024 * 1024 - 4)}\n`;
    const files = (many: number) =>
      directory.setContent(
        Object.fromEntries(
          Array.from({ length: many }, (_, index) => [
            `repository/${index}.yaml`,
            text,
          ]),
        ),
      );
    files(16);
    expect((await open().tree('.')).files.size).toBe(16);
    files(17);
    await expect(open().tree('.')).rejects.toThrow(
      "There is more than 16 MiB of YAML below '.'. Name a folder below it.",
    );
  });

  it('has three folders, none in another, all in the workspace', () => {
    expect(() => open({ changes: 'repository/new' })).toThrow(/three folders/);
    expect(() => open({ repository: '.' })).toThrow(/three folders/);
    expect(() => open({ deletions: 'changes' })).toThrow(/three folders/);
    expect(() => open({ changes: '../elsewhere' })).toThrow(
      /outside its parent/,
    );
  });
});
