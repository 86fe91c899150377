import type { FactTable } from './factTables';
import { CLUSTER_ALONE, EVERY_NAMESPACE } from './touchedNamespaces';

type Place = { namespace: string; name: string };

/** The namespaces that a fact touches as its row keeps them: null where its other columns tell. */
export function encodeTouches(
  table: FactTable,
  place: Place,
  touches: string[],
): string | null {
  const [usual] = usualTouches(table, place);
  return touches.length === 1 && touches[0] === usual
    ? null
    : JSON.stringify(touches);
}

/** The namespaces that a stored fact touches. */
export function decodeTouches(
  table: FactTable,
  place: Place,
  touches: string | null,
): string[] {
  return touches === null ? usualTouches(table, place) : JSON.parse(touches);
}

function usualTouches(table: FactTable, { namespace, name }: Place): string[] {
  switch (table) {
    case 'workload':
      return [namespace];
    case 'namespace':
      return [name];
    case 'delivery':
      // Also of rows from before this was kept: too much is derived again, never too little.
      return [EVERY_NAMESPACE];
    default:
      return [CLUSTER_ALONE];
  }
}
