import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  filterSearch,
  STATUS_KEYS,
  stateOfInstance,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

const MOST_COLLAPSED = 100;

/** Which members of a release the instances are narrowed to. */
export interface MemberFilter {
  rolloutId: string;
  /** Counted from 0. */
  wave: number;
  status: StatusKey;
}

/**
 * What the URL says of the instances: which regions are collapsed, and to which
 * members of a release they are narrowed.
 */
export interface InstanceView {
  collapsed: ReadonlySet<string>;
  toggle: (region: string) => void;
  filter: MemberFilter | undefined;
  clearFilter: () => void;
}

export function useInstanceView(): InstanceView {
  const [search, setSearch] = useSearchParams();
  return useMemo(() => {
    const collapsed = new Set(
      search.getAll('collapsed').slice(0, MOST_COLLAPSED),
    );
    const change = (edit: (next: URLSearchParams) => void) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          edit(next);
          return next;
        },
        { replace: true },
      );
    return {
      collapsed,
      toggle: region =>
        change(next => {
          const others = [...collapsed].filter(other => other !== region);
          next.delete('collapsed');
          others.forEach(other => next.append('collapsed', other));
          if (!collapsed.has(region)) next.append('collapsed', region);
        }),
      filter: filterOf(search),
      clearFilter: () =>
        change(next =>
          ['rollout', 'wave', 'member'].forEach(key => next.delete(key)),
        ),
    };
  }, [search, setSearch]);
}

/** The address of the members of a wave that are in one state. */
export function memberSearch(filter: MemberFilter): string {
  return filterSearch({
    rollout: [filter.rolloutId],
    wave: [String(filter.wave + 1)],
    member: [filter.status],
  });
}

/** What it does not know it ignores, so that an old link still opens. */
function filterOf(search: URLSearchParams): MemberFilter | undefined {
  const rolloutId = search.get('rollout');
  const wave = Number(search.get('wave'));
  const status = STATUS_KEYS.find(key => key === search.get('member'));
  return rolloutId && Number.isInteger(wave) && wave > 0 && status
    ? { rolloutId, wave: wave - 1, status }
    : undefined;
}

/** Whether an instance is among those that a count of the strip counts. */
export function passesFilter(
  { rollout, ...instance }: Instance,
  filter: MemberFilter | undefined,
): boolean {
  if (!filter) return true;
  if (rollout?.rolloutId !== filter.rolloutId || rollout.wave !== filter.wave) {
    return false;
  }
  const shown = stateOfInstance({ ...instance, rollout });
  return shown.kind === 'member' && shown.status.key === filter.status;
}
