import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintModules } from './fingerprintModules';

/** Jest keeps modules in a place of its own: what Node keeps is seen in a process apart. */
function fingerprintIn(folder: string, entries: string[]): string {
  return execFileSync(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      '--eval',
      `const { fingerprintModules } = require(${JSON.stringify(
        require.resolve('./fingerprintModules'),
      )});
      const paths = ${JSON.stringify(
        entries.map(entry => join(folder, entry)),
      )};
      paths.forEach(path => require(path));
      process.stdout.write(fingerprintModules(paths));`,
    ],
    { encoding: 'utf8' },
  );
}

describe('fingerprintModules', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
    writeFileSync(join(folder, 'a.js'), "require('./shared');");
    writeFileSync(join(folder, 'b.js'), "require('./shared');");
    writeFileSync(join(folder, 'shared.js'), 'exports.limit = 1;');
    writeFileSync(join(folder, 'unused.js'), 'exports.limit = 1;');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the same for the same code, whatever was loaded first', () => {
    const print = fingerprintIn(folder, ['a.js', 'b.js']);
    expect(print).toMatch(/^[\w-]{27}$/);
    expect(fingerprintIn(folder, ['b.js', 'a.js'])).toBe(print);
    writeFileSync(join(folder, 'unused.js'), 'exports.limit = 2;');
    expect(fingerprintIn(folder, ['a.js', 'b.js'])).toBe(print);
  });

  it('is another when a file changes that is loaded by way of others', () => {
    const print = fingerprintIn(folder, ['a.js']);
    writeFileSync(join(folder, 'shared.js'), 'exports.limit = 2;');
    expect(fingerprintIn(folder, ['a.js'])).not.toBe(print);
  });

  it('takes nothing for the same where modules cannot be told', () => {
    const path = require.resolve('./hashFacts');
    expect(fingerprintModules([path])).not.toBe(fingerprintModules([path]));
  });
});
