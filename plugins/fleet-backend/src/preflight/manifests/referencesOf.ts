import { recordOf, recordsOf, textOf, type Json } from './json';
import type { Manifest } from './Manifest';
import { podsOf } from './podsOf';

/** Something whose name an object needs to be there. */
export type Reference = {
  kind: 'Secret' | 'ConfigMap';
  namespace: string;
  name: string;
};

type Named = { kind: Reference['kind']; name: unknown; optional?: unknown };

export function referenceKey({ kind, namespace, name }: Reference): string {
  return `${kind}/${namespace}/${name}`;
}

/** The Secrets and ConfigMaps that objects cannot be without, each once. */
export function referencesOf(
  manifests: readonly Manifest[],
  namespaceOf: (manifest: Manifest) => string,
): Reference[] {
  const found = new Map<string, Reference>();
  for (const manifest of manifests) {
    for (const { kind, name, optional } of namedBy(manifest)) {
      const text = textOf(name);
      if (text === undefined || optional === true) continue;
      const reference = { kind, namespace: namespaceOf(manifest), name: text };
      found.set(referenceKey(reference), reference);
    }
  }
  return [...found.values()];
}

function namedBy(manifest: Manifest): Named[] {
  const { group, kind, object } = manifest;
  const pods = podsOf(manifest, object);
  if (pods) return namedByPods(pods.spec);
  if (kind === 'Ingress') {
    return recordsOf(recordOf(object.spec).tls).map(({ secretName }) => ({
      kind: 'Secret',
      name: secretName,
    }));
  }
  if (kind === 'ServiceAccount' && group === '') {
    return secretsOf(object.imagePullSecrets);
  }
  return [];
}

function namedByPods(spec: Json): Named[] {
  const containers = [
    'containers',
    'initContainers',
    'ephemeralContainers',
  ].flatMap(list => recordsOf(spec[list]));
  return [
    ...secretsOf(spec.imagePullSecrets),
    ...containers.flatMap(namedByContainer),
    ...recordsOf(spec.volumes).flatMap(namedByVolume),
  ];
}

function namedByContainer({ env, envFrom }: Json): Named[] {
  return [
    ...recordsOf(env).flatMap(({ valueFrom }) => {
      const { secretKeyRef, configMapKeyRef } = recordOf(valueFrom);
      return both(secretKeyRef, configMapKeyRef);
    }),
    ...recordsOf(envFrom).flatMap(({ secretRef, configMapRef }) =>
      both(secretRef, configMapRef),
    ),
  ];
}

function namedByVolume(volume: Json): Named[] {
  const { secret, configMap, projected, azureFile, csi } = volume;
  const { secretName, optional } = recordOf(secret);
  return [
    { kind: 'Secret', name: secretName, optional },
    ...both(undefined, configMap),
    ...recordsOf(recordOf(projected).sources).flatMap(source =>
      both(source.secret, source.configMap),
    ),
    { kind: 'Secret', name: recordOf(azureFile).secretName },
    ...both(recordOf(csi).nodePublishSecretRef, undefined),
    // Of volumes of a kind that there are drivers for by now.
    ...['cephfs', 'rbd', 'iscsi', 'flexVolume', 'scaleIO', 'storageos'].flatMap(
      driver => both(recordOf(volume[driver]).secretRef, undefined),
    ),
  ];
}

function both(secret: unknown, configMap: unknown): Named[] {
  return [
    { ...recordOf(secret), kind: 'Secret' as const },
    { ...recordOf(configMap), kind: 'ConfigMap' as const },
  ].map(({ kind, ...given }) => {
    const { name, optional } = given as Json;
    return { kind, name, optional };
  });
}

function secretsOf(list: unknown): Named[] {
  return recordsOf(list).map(({ name }) => ({ kind: 'Secret', name }));
}
