import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { adapters } from '../adapters';
import { clusterRoleYaml, roleRules } from './clusterRole';
import { describeKinds, describeSystems } from './describeKinds';
import { replaceGeneratedBlock } from './generatedBlock';
import { markdownTable } from './markdownTable';

const PACKAGE = resolve(__dirname, '../..');
const UPDATE = process.env.UPDATE_GENERATED === '1';

/** A file as it is and as it must be; `UPDATE_GENERATED=1` writes it first. */
function generated(file: string, generate: (current: string) => string) {
  const path = join(PACKAGE, file);
  const wanted = generate(readFileSync(path, 'utf8'));
  if (UPDATE) writeFileSync(path, wanted);
  return { actual: readFileSync(path, 'utf8'), wanted };
}

describe('generated documents', () => {
  it.each(adapters.map(adapter => [adapter.id, adapter] as const))(
    'are up to date in the README of %s',
    (id, adapter) => {
      const { actual, wanted } = generated(`src/${id}/README.md`, current =>
        replaceGeneratedBlock(current, describeKinds(adapter)),
      );
      expect(actual).toBe(wanted);
    },
  );

  it('are up to date in the README of the package', () => {
    const { actual, wanted } = generated('README.md', current =>
      replaceGeneratedBlock(current, describeSystems(adapters)),
    );
    expect(actual).toBe(wanted);
  });

  it('are up to date in the ClusterRole', () => {
    const { actual, wanted } = generated('rbac/cluster-role.yaml', () =>
      clusterRoleYaml(adapters),
    );
    expect(actual).toBe(wanted);
  });
});

describe('the ClusterRole', () => {
  const role = parse(clusterRoleYaml(adapters));
  const rules: ReturnType<typeof roleRules> = role.rules;

  it('says in YAML what the rules say', () => {
    expect(role.kind).toBe('ClusterRole');
    expect(rules).toEqual(roleRules(adapters));
  });

  it('reads and does nothing else', () => {
    for (const { verbs } of rules) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('has no wildcard, no Secrets or ConfigMaps, and no subresource', () => {
    const words = rules.flatMap(rule => [...rule.apiGroups, ...rule.resources]);
    expect(
      words.filter(word => word.includes('*') || word.includes('/')),
    ).toEqual([]);
    expect(words).not.toContain('secrets');
    expect(words).not.toContain('configmaps');
  });

  it('grants every kind that is watched, and no other', () => {
    const granted = rules.flatMap(({ apiGroups: [group], resources }) =>
      resources.map(resource => `${resource}.${group}`),
    );
    const watched = adapters.flatMap((adapter: FleetAdapter) =>
      adapter.watches
        .filter(watch => !watch.extension)
        .map(watch => `${watch.plural}.${watch.group}`),
    );
    expect(granted.sort()).toEqual(watched.sort());
  });
});

describe('markdownTable', () => {
  it('lines its columns up and keeps cells apart', () => {
    expect(markdownTable(['A', 'Long'], [['x|y', 'z']])).toBe(
      ['| A    | Long |', '| ---- | ---- |', '| x\\|y | z    |'].join('\n'),
    );
  });
});

describe('replaceGeneratedBlock', () => {
  it('leaves the prose around it alone', () => {
    const before =
      'a\n<!-- generated: begin -->\nold\n<!-- generated: end -->\nb\n';
    expect(replaceGeneratedBlock(before, 'new')).toBe('a\nnew\nb\n');
  });

  it('wants a place', () => {
    expect(() => replaceGeneratedBlock('prose', 'new')).toThrow('has no lines');
  });
});
