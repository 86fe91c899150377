import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { extensionAdapter } from '../__testUtils__/extensionAdapter';
import { testAdapter } from '../__testUtils__/deployments';
import { checkClusterNames } from './checkClusterNames';
import { checkExtensions } from './extensionSchema';

const entry = (role: string, names?: string[]) => ({
  cluster: 'a',
  role,
  namespaces: ['x'],
  ...(names ? { names } : {}),
  key: 'fleet.extensions[0]',
});

describe('checkExtensions', () => {
  const check = (...entries: ReturnType<typeof entry>[]) =>
    checkExtensions(entries, [testAdapter, extensionAdapter]);

  it('finds nothing wrong with what adapters have', () => {
    expect(check(entry('labelled'), entry('named', ['one']))).toEqual([]);
  });

  it('tells the roles that there are', () => {
    expect(check(entry('other'))).toEqual([
      {
        key: 'fleet.extensions[0].role',
        value: 'other',
        message: expect.stringContaining('Known roles: labelled, named'),
      },
    ]);
    expect(checkExtensions([entry('other')], [testAdapter])).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('No adapter has any'),
      }),
    ]);
  });

  it('wants names where they are granted, and nowhere else', () => {
    expect(check(entry('named'), entry('labelled', ['one']))).toEqual([
      {
        key: 'fleet.extensions[0].names',
        message: expect.stringContaining('is missing'),
      },
      {
        key: 'fleet.extensions[0].names',
        value: 'one',
        message: expect.stringContaining('is not used'),
      },
    ]);
  });

  it('wants namespaces but for what is of the cluster as a whole', () => {
    const whole: FleetAdapter = {
      ...extensionAdapter,
      watches: extensionAdapter.watches.slice(0, 1).map(watch => ({
        ...watch,
        extension: { role: 'whole', grants: 'all', wholeCluster: true },
      })),
    };
    const of = (role: string, namespaces: string[]) =>
      checkExtensions(
        [{ ...entry(role), namespaces }],
        [whole, extensionAdapter],
      );
    expect([of('whole', []), of('labelled', ['x'])]).toEqual([[], []]);
    expect([of('whole', ['x']), of('labelled', [])].flat()).toEqual([
      {
        key: 'fleet.extensions[0].namespaces',
        value: 'x',
        message: expect.stringContaining('is not used'),
      },
      {
        key: 'fleet.extensions[0].namespaces',
        message: expect.stringContaining('is missing'),
      },
    ]);
  });
});

describe('checkClusterNames', () => {
  it('lets nobody else than the operator say which cluster is read beyond the default role', () => {
    const config = {
      attributes: [],
      references: [],
      extensions: [entry('labelled')],
    };
    const check = (othersNames: string[]) =>
      checkClusterNames(config, [{ names: ['a', 'hub/a'], othersNames }]);
    expect(check([])).toEqual([]);
    expect(check(['a'])).toEqual([
      {
        key: 'fleet.extensions[0].cluster',
        value: 'a',
        message: expect.stringContaining("'hub/a'"),
      },
    ]);
  });
});
