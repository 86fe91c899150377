import { readApplied } from './readApplied';
import { applicationSchema } from './schema';

const operation = (...resources: object[]) =>
  applicationSchema.parse({
    metadata: { name: 'cart' },
    status: {
      operationState: { phase: 'Succeeded', syncResult: { resources } },
    },
  }).status?.operationState;

const settings = {
  kind: 'ConfigMap',
  version: 'v1',
  namespace: 'shop',
  name: 'settings',
  status: 'Synced',
};
const asked = {
  group: '',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'settings',
};

describe('readApplied', () => {
  it.each<[string, object[], boolean]>([
    ['applied', [settings], true],
    [
      'applied, as objects are while hooks run',
      [{ ...settings, hookPhase: 'Running' }],
      true,
    ],
    ['refused', [{ ...settings, status: 'SyncFailed' }], false],
    ['pruned', [{ ...settings, status: 'Pruned' }], false],
    ['run as a hook', [{ ...settings, hookType: 'PreSync' }], false],
    ['of another group', [{ ...settings, group: 'example.com' }], false],
    ['in another namespace', [{ ...settings, namespace: 'other' }], false],
    ['not named', [], false],
  ])('tells what was %s', (_, resources, expected) => {
    expect(readApplied(operation(...resources))(asked)).toBe(expected);
  });

  it('knows nothing where there was no operation', () => {
    expect(readApplied(undefined)(asked)).toBe(false);
  });
});
