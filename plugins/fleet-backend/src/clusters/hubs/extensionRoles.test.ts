import fs from 'node:fs';
import path from 'node:path';
import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import { parseAllDocuments } from 'yaml';
import { hubReaders } from './hubReaders';

const folder = path.join(
  path.dirname(
    require.resolve(
      '@fleetview/backstage-plugin-fleet-backend-module-adapters/package.json',
    ),
  ),
  'rbac',
  'extension-roles',
);

type Role = {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: { resources: string[]; verbs: string[]; resourceNames?: string[] }[];
  roleRef?: { kind: string; name: string };
};

const documentsOf = (file: string) =>
  parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')).map(
    document => document.toJS() as Role,
  );

const filesOf = (readings: { extension?: { role: string } }[]) =>
  readings.flatMap(({ extension }) =>
    extension ? [`${extension.role}.yaml`] : [],
  );

/** What kinds, and systems that answer over HTTP, take beyond the default role. */
const watched = filesOf(
  adapters.flatMap(({ watches, polls = [] }) => [...watches, ...polls]),
);
/** What is looked at by name, and never listed. */
const lookedAt = filesOf(adapters.flatMap(({ looks = [] }) => looks));
const ofAdapters = [...new Set([...watched, ...lookedAt])];
const ofHubs = Object.values(hubReaders).map(({ role }) => role);

describe('extension roles', () => {
  it('are one file per type of hub, and per role of an adapter', () => {
    expect(fs.readdirSync(folder).sort()).toEqual(
      [...ofHubs, ...ofAdapters].sort(),
    );
  });

  it.each([...ofHubs, ...ofAdapters])(
    '%s grants reading alone, Secrets in namespaces alone, and no wildcard',
    file => {
      const documents = documentsOf(file);
      const rules = documents.flatMap(({ kind, rules: all }) =>
        (all ?? []).map(rule => ({ kind, ...rule })),
      );
      expect(rules.length).toBeGreaterThan(0);
      for (const { kind, resources, verbs, resourceNames } of rules) {
        // Only what an adapter reads is watched, and what it looks at is not even listed.
        expect([
          'get',
          ...(lookedAt.includes(file) ? [] : ['list']),
          ...(watched.includes(file) ? ['watch'] : []),
        ]).toEqual(expect.arrayContaining(verbs));
        expect(JSON.stringify(resources)).not.toContain('*');
        expect(resources.includes('secrets') && kind !== 'Role').toBe(false);
        expect(
          resources.some(resource => resource.includes('/proxy')) &&
            !resourceNames?.length,
        ).toBe(false);
      }
      for (const { roleRef, metadata } of documents) {
        if (!roleRef) continue;
        expect(documents).toContainEqual(
          expect.objectContaining({
            kind: roleRef.kind,
            metadata: expect.objectContaining({ name: roleRef.name }),
          }),
        );
        expect(metadata.name).toBe(roleRef.name);
      }
    },
  );
});
