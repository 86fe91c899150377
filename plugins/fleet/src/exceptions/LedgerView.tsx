import { useMemo, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type FleetExceptionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  EmptyView,
  LoadingView,
  SightView,
  useDetail,
  useException,
  useExceptions,
} from '@fleetview/backstage-plugin-fleet-react';
import { FilteredView } from '../shared';
import { useText } from '../translation';
import { DebtLine } from './DebtLine';
import { ExceptionDetail } from './ExceptionDetail';
import {
  clearFilters,
  parseFilters,
  toggleFilter,
  type FilterKey,
} from './exceptionFilters';
import { ExceptionTable } from './ExceptionTable';
import { LedgerFilters } from './LedgerFilters';
import { RequestButton } from './RequestButton';
import { waivedWords } from './scopeWords';

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 3),
    },
    filters: { marginBottom: theme.spacing(1) },
  }),
  { name: 'FleetLedgerView' },
);

/** The ledger of exceptions; what it is narrowed to is in the URL. */
export function LedgerView() {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => parseFilters(search), [search]);
  const { sight, loadMore, isLoadingMore } = useExceptions(filters);
  const classes = useStyles();
  const onToggle = (key: FilterKey, value: string) =>
    setSearch(previous => toggleFilter(previous, key, value), {
      replace: true,
    });
  const onClear = () => setSearch(clearFilters, { replace: true });
  return (
    <>
      <SightView
        sight={sight}
        permission={fleetFindingReadPermission.name}
        loading={<LoadingView rows={8} />}
      >
        {pages => (
          <>
            <div className={classes.head}>
              <DebtLine page={pages[0]} />
              <RequestButton mayRequest={pages[0].mayRequest} />
            </div>
            <div className={classes.filters}>
              <LedgerFilters
                filters={filters}
                pages={pages}
                onToggle={onToggle}
                onClear={onClear}
              />
            </div>
            <Found
              pages={pages}
              isNarrowed={Object.keys(filters).length > 0}
              orderKey={JSON.stringify(filters)}
              onClear={onClear}
              loadMore={loadMore}
              isLoadingMore={isLoadingMore}
            />
          </>
        )}
      </SightView>
      <OpenException />
    </>
  );
}

function Found(props: {
  pages: FleetExceptionPage[];
  isNarrowed: boolean;
  orderKey: string;
  onClear: () => void;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const t = useText();
  const { detail, open } = useDetail();
  const exceptions = props.pages.flatMap(({ items }) => items);
  if (exceptions.length === 0) {
    return props.isNarrowed ? (
      <FilteredView
        title={t('exceptions.filteredTitle')}
        onClear={props.onClear}
      />
    ) : (
      <EmptyView title={t('exceptions.emptyTitle')}>
        {t('exceptions.emptyText')}
      </EmptyView>
    );
  }
  return (
    <ExceptionTable
      label={t('exceptions.label')}
      exceptions={exceptions}
      openId={detail}
      onOpen={({ id }) => open(id)}
      orderKey={props.orderKey}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

/** The drawer: also of one that the filters leave out. */
function OpenException() {
  const { detail, close } = useDetail();
  return detail === undefined ? null : (
    <OpenDrawer key={detail} id={detail} onClose={close} />
  );
}

function OpenDrawer(props: { id: string; onClose: () => void }): ReactNode {
  const t = useText();
  const sight = useException(props.id);
  const title =
    sight.kind === 'ready'
      ? waivedWords(sight.data, t)
      : t('exceptions.ledger');
  return (
    <DetailDrawer title={title} open onClose={props.onClose}>
      <SightView sight={sight} permission={fleetFindingReadPermission.name}>
        {exception => <ExceptionDetail exception={exception} />}
      </SightView>
    </DetailDrawer>
  );
}
