import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { EntityKey } from '@fleetview/backstage-plugin-fleet-common';
import { entityRefOf } from '@fleetview/backstage-plugin-fleet-react';

/** Which cell of the matrix is open, which lives in the URL. */
export function useOpenCell(): {
  /** Undefined where the URL names none that could be. */
  place:
    | { clusterId: string; entityRef: string; entity: EntityKey }
    | undefined;
  open: (clusterId: string, entityRef: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const [clusterId, entityRef] = search.get('cell')?.split('~') ?? [];
  const set = useCallback(
    (cell: string | undefined) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          if (cell) next.set('cell', cell);
          else next.delete('cell');
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const open = useCallback(
    (cluster: string, component: string) => set(`${cluster}~${component}`),
    [set],
  );
  const entity = entityRef ? entityRefOf(entityRef) : undefined;
  return {
    place: entity && clusterId ? { clusterId, entityRef, entity } : undefined,
    open,
    close: () => set(undefined),
  };
}
