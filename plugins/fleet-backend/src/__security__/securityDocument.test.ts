import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');

/** The rows of the table: a case, and the files that test it. */
const rows = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  .split('## Where it is tested')[1]
  .split('\n## ')[0]
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (case|---) /.test(line))
  .map(line => {
    const [, name, files] = line.split('|');
    return {
      name,
      files: [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => file),
    };
  });

describe('SECURITY.md', () => {
  it('names a test for each case, and each test is there', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const { name, files } of rows) {
      expect([name, files.length > 0]).toEqual([name, true]);
      for (const file of files) {
        expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
      }
    }
  });

  it('names every test of security', () => {
    const named = rows.flatMap(({ files }) => files);
    const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
      .filter(
        file =>
          file.endsWith('.test.ts') && !file.startsWith('securityDocument'),
      )
      .map(file => `plugins/fleet-backend/src/__security__/${file}`);
    expect(named).toEqual(expect.arrayContaining(tests));
  });
});
