import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  FleetTable,
  useDrift,
  type DriftFilters,
  type DriftLine,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { withWord } from './driftFilters';
import { sameRows } from './sameRows';
import { useSameColumns } from './useSameColumns';

/** So many places are listed beneath a line; all of them are a click away. */
const MOST_PLACES = 100;

/**
 * What differs in the same way as one line, however many clusters it is on, with where and
 * whose beneath it.
 */
export function SameDriftTable(props: {
  lines: DriftLine[];
  filters: DriftFilters;
  openId?: string;
  onOpen: (episodeId: string) => void;
  orderKey?: string;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const { lines, filters, onOpen, openId } = props;
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const expanded = search.get('open') ?? undefined;
  const { sight } = useDrift(
    { ...filters, same: expanded },
    { enabled: expanded !== undefined, limit: MOST_PLACES },
  );
  const toggle = (id: string) =>
    setSearch(
      previous =>
        withWord(
          previous,
          'open',
          previous.get('open') === id ? undefined : id,
        ),
      { replace: true },
    );
  const columns = useSameColumns({
    expanded,
    toggle,
    isOpen: filters.state === undefined,
    search,
  });
  const rows = useMemo(
    () => sameRows(lines, expanded, sight),
    [lines, expanded, sight],
  );
  const opened = rows.find(
    row => row.kind === 'place' && row.episode.id === openId,
  );
  return (
    <FleetTable
      label={t('drift.linesLabel')}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      isStale={row =>
        row.kind === 'place' && row.episode.unconfirmed !== undefined
      }
      // What is expanded has its place beneath its line, at once.
      orderKey={`${props.orderKey} ${expanded} ${sight.kind}`}
      onOpen={row => {
        if (row.kind === 'line') toggle(row.id);
        if (row.kind === 'place') onOpen(row.episode.id);
      }}
      openId={opened?.id}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}
