import { recordOf, textOf } from './json';
import { nameOf, type Manifest } from './Manifest';
import { referenceKey, type Reference } from './referencesOf';

/** What manifests bring along: themselves, or by something that has yet to make it. */
export type Brought = {
  itself: ReadonlySet<string>;
  /** By what. */
  promised: ReadonlyMap<string, string>;
};

/** Secrets and ConfigMaps that come with the manifests, by the keys of references. */
export function broughtBy(
  manifests: readonly Manifest[],
  namespaceOf: (manifest: Manifest) => string,
): Brought {
  const itself = new Set<string>();
  const promised = new Map<string, string>();
  for (const manifest of manifests) {
    const namespace = namespaceOf(manifest);
    const { kind, group, name } = manifest;
    if (group === '' && (kind === 'Secret' || kind === 'ConfigMap') && name) {
      itself.add(referenceKey({ kind, namespace, name }));
    }
    const made = madeBy(manifest);
    if (made) {
      const secret: Reference = { kind: 'Secret', namespace, name: made };
      promised.set(referenceKey(secret), nameOf(manifest));
    }
  }
  return { itself, promised };
}

/** The Secret that an operator makes of an object. */
function madeBy({ group, kind, name, object }: Manifest): string | undefined {
  const spec = recordOf(object.spec);
  switch (`${kind}.${group}`) {
    case 'ExternalSecret.external-secrets.io':
      return textOf(recordOf(spec.target).name) ?? name;
    case 'SealedSecret.bitnami.com': {
      const template = recordOf(spec.template);
      return textOf(recordOf(template.metadata).name) ?? name;
    }
    case 'Certificate.cert-manager.io':
      return textOf(spec.secretName);
    default:
      return undefined;
  }
}
