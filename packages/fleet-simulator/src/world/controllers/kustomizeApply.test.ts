import { FleetSimulator } from '../../FleetSimulator';
import type { ObjectStore } from '../../store/ObjectStore';
import type { KubernetesObject } from '../../types';
import { buildNamespace } from '../builders';
import { isLeftAlone, kustomizeApply } from './kustomizeApply';

const REFERENCE = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'settings',
};

function manifest(annotations?: Record<string, string>): KubernetesObject {
  const { apiVersion, kind, namespace, name } = REFERENCE;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, ...(annotations && { annotations }) },
    data: { a: 'git' },
  };
}

describe('what kustomize-controller applies', () => {
  let store: ObjectStore;

  beforeEach(async () => {
    const simulator = await FleetSimulator.create({
      clusters: [{ name: 'one', objects: [buildNamespace({ name: 'shop' })] }],
    });
    store = simulator.cluster('one').store;
  });

  const data = () => store.get(REFERENCE)?.data;
  const edit = (key: string, manager: string) =>
    store.update<KubernetesObject & { data: Record<string, string> }>(
      REFERENCE,
      draft => {
        draft.data[key] = 'changed';
      },
      { manager, operation: 'Update' },
    );

  it('is what it names, without what kubectl has added', () => {
    kustomizeApply(store, manifest());
    edit('a', 'kubectl-edit');
    edit('b', 'kubectl-edit');
    edit('c', 'some-operator');
    kustomizeApply(store, manifest());
    expect(data()).toEqual({ a: 'git', c: 'changed' });
    expect(
      store.get(REFERENCE)?.metadata.managedFields?.map(each => each.manager),
    ).toEqual(['kustomize-controller', 'some-operator']);
  });

  it('keeps what kubectl has added where Git says so', () => {
    const merged = manifest({ 'kustomize.toolkit.fluxcd.io/ssa': 'Merge' });
    kustomizeApply(store, merged);
    edit('a', 'kubectl-edit');
    edit('b', 'kubectl-edit');
    kustomizeApply(store, merged);
    expect(data()).toEqual({ a: 'git', b: 'changed' });
  });

  it.each([
    ['reconcile', 'disabled', true, true],
    ['ssa', 'Ignore', true, true],
    ['ssa', 'IfNotPresent', false, true],
    ['ssa', 'Merge', false, false],
    ['reconcile', 'enabled', false, false],
  ])('is left alone by %s: %s', (key, value, isWithoutLive, isWithLive) => {
    const desired = manifest({ [`kustomize.toolkit.fluxcd.io/${key}`]: value });
    expect(isLeftAlone(desired, undefined)).toBe(isWithoutLive);
    expect(isLeftAlone(desired, manifest())).toBe(isWithLive);
    expect(isLeftAlone(manifest(), desired)).toBe(isWithoutLive && isWithLive);
  });
});
