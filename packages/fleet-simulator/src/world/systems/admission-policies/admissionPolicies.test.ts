import { FleetSimulator } from '../../../FleetSimulator';
import type { KubernetesObject } from '../../../types';

const API_VERSION = 'admissionregistration.k8s.io/v1';

type Policy = KubernetesObject & {
  status?: { observedGeneration?: number; typeChecking?: object };
};

describe('admission policies', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });

  const policies = (cluster: string) =>
    simulator
      .cluster(cluster)
      .store.all<Policy>(API_VERSION, 'ValidatingAdmissionPolicy');
  const bindings = (cluster: string) =>
    simulator
      .cluster(cluster)
      .store.all(API_VERSION, 'ValidatingAdmissionPolicyBinding')
      .map(({ metadata, spec }) => [
        metadata.name,
        (spec as { validationActions: string[] }).validationActions,
      ]);

  it('are bound in production, but for one that nobody has bound yet', () => {
    expect(policies('prod-euw1-a').map(({ metadata }) => metadata.name)).toEqual(
      ['no-host-path', 'no-latest-tag', 'require-requests'],
    );
    expect(bindings('prod-euw1-a')).toEqual([
      ['no-latest-tag', ['Warn']],
      ['require-requests', ['Deny', 'Audit']],
    ]);
    for (const { metadata, status } of policies('prod-euw1-a')) {
      expect(status).toEqual({
        observedGeneration: metadata.generation,
        typeChecking: {},
      });
    }
    // Every cluster serves them, and not every cluster has any.
    expect(policies('dev-use1')).toEqual([]);
  });

  it('have a mistake in staging', () => {
    const mistaken = policies('stage-euw1').find(
      ({ metadata }) => metadata.name === 'replica-limit',
    );
    expect(JSON.stringify(mistaken?.status)).toContain('undefined field');
  });

  it('are checked again when they are changed', () => {
    const { store } = simulator.cluster('prod-euw1-a');
    const reference = {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicy',
      name: 'no-latest-tag',
    };
    store.update(reference, draft => {
      (draft.spec as { failurePolicy: string }).failurePolicy = 'Ignore';
    });
    const changed = store.get<Policy>(reference);
    expect(changed?.status?.observedGeneration).toBeLessThan(
      changed?.metadata.generation ?? 0,
    );
    simulator.tick();
    const checked = store.get<Policy>(reference);
    expect(checked?.status?.observedGeneration).toBe(
      checked?.metadata.generation,
    );
  });

  it('go with what namespaces ask of pods', () => {
    const levelOf = (cluster: string, name: string) =>
      simulator
        .cluster(cluster)
        .store.get({ apiVersion: 'v1', kind: 'Namespace', name })?.metadata
        .labels?.['pod-security.kubernetes.io/enforce'];
    expect(levelOf('prod-euw1-a', 'storefront')).toBe('baseline');
    expect(levelOf('prod-aue', 'storefront')).toBeUndefined();
    expect(levelOf('stage-euw1', 'storefront')).toBeUndefined();
  });
});
