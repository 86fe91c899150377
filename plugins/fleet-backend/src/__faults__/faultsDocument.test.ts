import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../../..');
const FOLDERS = [
  'plugins/fleet/src',
  'plugins/fleet-backend/src',
  'packages/kube-watch/src',
  'packages/fleet-simulator/src',
];

/** All test files, by name; of equal names all. */
function testFiles(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const folder of FOLDERS) {
    for (const file of fs.readdirSync(path.join(ROOT, folder), {
      recursive: true,
      encoding: 'utf8',
    })) {
      if (!/\.test\.tsx?$/.test(file)) continue;
      const name = path.basename(file);
      files.set(name, [
        ...(files.get(name) ?? []),
        fs.readFileSync(path.join(ROOT, folder, file), 'utf8'),
      ]);
    }
  }
  return files;
}

describe('docs/faults.md', () => {
  const text = fs.readFileSync(path.join(ROOT, 'docs/faults.md'), 'utf8');
  const rows = [
    ...text.matchAll(/^\| (.+?) \| `([^`]+\.test\.tsx?)`: (.+?) \|$/gm),
  ].map(([, fault, file, name]) => ({ fault, file, name }));
  const files = testFiles();

  it('has a row for every fault', () => {
    const tables = text.split('\n## ').slice(2).join('\n');
    const lines = tables
      .split('\n')
      .filter(
        line => line.startsWith('| ') && !/^\| (---|fault \|)/.test(line),
      );
    expect(rows).toHaveLength(lines.length);
    expect(rows.length).toBeGreaterThan(50);
  });

  it.each(rows)('$fault: $file has such a test', ({ file, name }) => {
    expect(files.get(file)?.some(content => content.includes(name))).toBe(true);
  });
});
