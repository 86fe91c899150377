import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { parse, parseAllDocuments } from 'yaml';
import { adapters } from '../adapters';
import { generatedDocuments } from './documents';
import { extensionRoles } from './extensionRoles';
import { replaceGeneratedBlock } from './generatedBlock';
import { markdownTable } from './markdownTable';
import { actRules, gatherRules, readRules, type RoleRule } from './roleRules';
import { actingRoleYaml, clusterRoleYaml, extensionRoleYaml } from './roleYaml';

const ROOT = resolve(__dirname, '../../../..');
const documents = generatedDocuments(adapters);
const acting = adapters.filter(({ actions }) => actions?.length);

function contentOf(path: string): string {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function wordsOf(rules: readonly RoleRule[]): string[] {
  return rules.flatMap(rule => [...rule.apiGroups, ...rule.resources]);
}

describe('documents that are made from the descriptors', () => {
  it.each(documents.map(document => [document.path, document] as const))(
    "%s is up to date; else run 'npm run generate'",
    (path, { content }) => {
      const current = contentOf(path);
      expect(current).toBe(content(current));
    },
  );

  it.each([
    'docs/adapters',
    'plugins/fleet-backend-module-adapters/rbac/acting',
  ])('are all that is in %s, but for what is written by hand', folder => {
    const made = documents
      .filter(({ path }) => dirname(path) === folder)
      .map(({ path }) => basename(path));
    const found = existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder))
      : [];
    expect(found.filter(file => file !== 'writing.md').sort()).toEqual(
      made.sort(),
    );
  });
});

describe('the default ClusterRole', () => {
  const role = parse(clusterRoleYaml(adapters));
  const rules: RoleRule[] = role.rules;

  it('says in YAML what the rules say', () => {
    expect(role.kind).toBe('ClusterRole');
    expect(rules).toEqual(readRules(adapters));
  });

  it('reads and does nothing else', () => {
    for (const { verbs } of rules) {
      expect([
        ['get', 'list', 'watch'],
        ['get', 'list'],
      ]).toContainEqual(verbs);
    }
  });

  it('lets nothing be watched that is read only to follow something up', () => {
    const followed = rules
      .filter(({ verbs }) => !verbs.includes('watch'))
      .flatMap(({ apiGroups: [group], resources }) =>
        resources.map(resource => `${resource}.${group}`),
      );
    expect(followed.sort()).toEqual(['events.', 'pods.', 'replicasets.apps']);
  });

  it('has a wildcard only within groups whose kinds users define', () => {
    const wholeGroups = adapters.flatMap(({ watches }) =>
      watches.filter(({ everyKind }) => everyKind).map(({ group }) => group),
    );
    const wide = rules.filter(rule => wordsOf([rule]).includes('*'));
    expect(
      wide.map(({ apiGroups, resources }) => ({ apiGroups, resources })),
    ).toEqual(
      wholeGroups
        .sort()
        .map(group => ({ apiGroups: [group], resources: ['*'] })),
    );
  });

  it('has no Secrets or ConfigMaps, no subresource and no other wildcard', () => {
    const words = wordsOf(rules).filter(word => word !== '*');
    expect(
      words.filter(word => word.includes('*') || word.includes('/')),
    ).toEqual([]);
    for (const word of ['secrets', 'configmaps', 'leases']) {
      expect(words).not.toContain(word);
    }
  });

  it('lets every kind be watched that is by default, and no other', () => {
    const watching = rules.filter(({ verbs }) => verbs.includes('watch'));
    const granted = watching.flatMap(({ apiGroups: [group], resources }) =>
      resources.map(resource => `${resource}.${group}`),
    );
    const watched = adapters.flatMap((adapter: FleetAdapter) =>
      adapter.watches
        .filter(watch => !watch.extension)
        .map(watch => `${watch.plural}.${watch.group}`),
    );
    expect(granted.sort()).toEqual([...new Set(watched)].sort());
  });
});

describe('extension roles', () => {
  const roles = extensionRoles(adapters);

  it('are each a Role that reads what its kinds take, of one namespace unless it is of the whole', () => {
    for (const role of roles) {
      const [made, binding] = parseAllDocuments(extensionRoleYaml(role)).map(
        document => document.toJS(),
      );
      const kind = role.isWhole ? 'ClusterRole' : 'Role';
      expect(made).toMatchObject({ kind, rules: role.rules });
      expect([made, binding].map(({ metadata }) => metadata.namespace)).toEqual(
        Array(2).fill(role.isWhole ? undefined : 'change-me'),
      );
      expect(binding).toMatchObject({
        kind: `${kind}Binding`,
        roleRef: { kind, name: made.metadata.name },
      });
      const proxied = role.rules.filter(({ resources }) =>
        resources.includes('services/proxy'),
      );
      for (const { resources, resourceNames, verbs } of proxied) {
        expect({ resources, verbs }).toEqual({
          resources: ['services/proxy'],
          verbs: ['get'],
        });
        // One service by its scheme, name and port; without a name it would be all.
        expect(resourceNames).toEqual([
          expect.stringMatching(/^https?:[a-z0-9-]+:[a-z0-9-]+$/),
        ]);
      }
      const others = role.rules.filter(rule => !proxied.includes(rule));
      for (const { verbs } of others) {
        // What is looked at by its name is neither listed nor watched.
        expect(verbs).toEqual(
          role.id === 'differences' ? ['get'] : ['get', 'list', 'watch'],
        );
      }
      expect(
        wordsOf(others).filter(
          word => word.includes('*') || word.includes('/'),
        ),
      ).toEqual([]);
    }
    expect(roles.map(({ id }) => id)).toContain('argocd-api');
    // Whoever reads all of a cluster beyond the default role is few, and known by name.
    expect(roles.flatMap(({ id, isWhole }) => (isWhole ? [id] : []))).toEqual([
      'access',
      'differences',
    ]);
  });

  it('open no kind that the default role opens', () => {
    const byDefault = new Set(
      readRules(adapters).flatMap(({ apiGroups: [group], resources }) =>
        resources.map(resource => `${resource}.${group}`),
      ),
    );
    const opened = roles.flatMap(({ rules }) =>
      rules.flatMap(({ apiGroups: [group], resources }) =>
        resources.map(resource => `${resource}.${group}`),
      ),
    );
    expect(opened.filter(resource => byDefault.has(resource))).toEqual([]);
  });
});

describe('roles for acting', () => {
  it('change what actions change, and read nothing that they do not', () => {
    for (const adapter of acting) {
      const role = parse(actingRoleYaml(adapter));
      expect(role.rules).toEqual(actRules(adapter));
      for (const { verbs } of role.rules) {
        expect(
          verbs.filter(
            (verb: string) => !['get', 'watch', 'patch'].includes(verb),
          ),
        ).toEqual([]);
      }
      const words = wordsOf(role.rules);
      expect(words.filter(word => word.includes('*'))).toEqual([]);
      expect(words).not.toContain('secrets');
      expect(words).not.toContain('configmaps');
    }
  });
});

describe('gatherRules', () => {
  it('makes one rule for each group and set of verbs, in one order', () => {
    const grants = [
      { group: 'b', resource: 'y', verbs: ['patch'] },
      { group: 'b', resource: 'x', verbs: ['patch'] },
      { group: 'a', resource: 'z', verbs: ['patch'] },
      { group: 'b', resource: 'z', verbs: ['get'] },
      { group: 'b', resource: 'x', verbs: ['patch'] },
    ];
    const rules = [
      { apiGroups: ['a'], resources: ['z'], verbs: ['patch'] },
      { apiGroups: ['b'], resources: ['x', 'y'], verbs: ['patch'] },
      { apiGroups: ['b'], resources: ['z'], verbs: ['get'] },
    ];
    expect(gatherRules(grants)).toEqual(rules);
    expect(gatherRules([...grants].reverse())).toEqual(rules);
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
