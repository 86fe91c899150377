import type { DriftAction, DriftPlace } from './DriftAction';

/** Somebody deletes the ConfigMap of a component with kubectl. */
export function deleteConfiguration({ instance }: DriftPlace): DriftAction {
  const { store, component, namespace } = instance;
  const reference = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace,
    name: `${component.name}-settings`,
  };
  return {
    reference,
    paths: [],
    by: 'kubectl',
    begin: () => {
      store.delete(reference);
    },
    isPresent: () => store.get(reference) === undefined,
    healer: () =>
      store.get(reference)?.metadata.managedFields?.[0]?.manager ?? 'unknown',
  };
}
