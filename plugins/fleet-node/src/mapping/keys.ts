import { boundedText } from '@fleetview/backstage-plugin-fleet-common';

const MAX_KEYS = 64;
const MAX_KEY_LENGTH = 317;
const QUALIFIED_NAME = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*\/)?[A-Za-z0-9][\w.-]*$/;

/**
 * Which labels or annotations a fact keeps.
 *
 * @public
 */
export type KeySelection = {
  /** Kept before all others. A key that ends in `/` stands for all below it. */
  first: readonly string[];
  /** Whether the others are kept too, as far as there is room. */
  rest: boolean;
};

/**
 * Keeps at most 64 labels or annotations: those that are named first, then, if
 * the selection says so, the others in alphabetical order.
 *
 * @public
 */
export function keepKeys(
  values: Readonly<Record<string, string>>,
  selection: KeySelection,
): Record<string, string> {
  let kept: string[] | undefined;
  let isSorted = true;
  for (const key of Object.keys(values)) {
    if (!isReadable(key, selection)) continue;
    // API servers write them in order.
    if (kept === undefined) kept = [key];
    else isSorted = kept[kept.push(key) - 2] < key && isSorted;
  }
  if (kept === undefined) return {};
  // Which come first matters only where not all have room.
  if (kept.length > MAX_KEYS) kept = chosen(kept, selection.first).sort();
  else if (!isSorted) kept.sort();
  const result: Record<string, string> = {};
  for (const key of kept) result[key] = boundedText(values[key]);
  return result;
}

function isReadable(key: string, selection: KeySelection): boolean {
  return (
    (selection.rest || isFirst(key, selection.first)) &&
    key.length <= MAX_KEY_LENGTH &&
    QUALIFIED_NAME.test(key)
  );
}

function isFirst(key: string, first: readonly string[]): boolean {
  for (const entry of first) {
    if (entry.endsWith('/') ? key.startsWith(entry) : key === entry)
      return true;
  }
  return false;
}

function chosen(readable: string[], first: readonly string[]): string[] {
  const sorted = readable.sort();
  return [
    ...sorted.filter(key => isFirst(key, first)),
    ...sorted.filter(key => !isFirst(key, first)),
  ].slice(0, MAX_KEYS);
}

/**
 * The labels that mapping looks for by name, then all others: catalog entities
 * select on arbitrary labels.
 *
 * @public
 */
export const MAPPING_LABELS: KeySelection = {
  first: [
    'backstage.io/',
    'fleet.backstage.io/',
    'app.kubernetes.io/name',
    'app.kubernetes.io/instance',
    'app.kubernetes.io/part-of',
    'app.kubernetes.io/version',
    'app.kubernetes.io/component',
    'app.kubernetes.io/managed-by',
    'kustomize.toolkit.fluxcd.io/name',
    'kustomize.toolkit.fluxcd.io/namespace',
    'helm.toolkit.fluxcd.io/name',
    'helm.toolkit.fluxcd.io/namespace',
    'argocd.argoproj.io/instance',
  ],
  rest: true,
};

/**
 * The annotations that mapping looks for. No others leave a cluster: they may
 * hold whole objects, or secrets.
 *
 * @public
 */
export const MAPPING_ANNOTATIONS: KeySelection = {
  first: [
    'argocd.argoproj.io/tracking-id',
    'backstage.io/',
    'fleet.backstage.io/',
  ],
  rest: false,
};
