import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetAuditReadPermission,
  type AuditPage as Page,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  EmptyView,
  LoadingView,
  SightView,
  Since,
  useAudit,
  useDetail,
} from '@fleetview/backstage-plugin-fleet-react';
import { Content, FilteredView } from '../shared';
import { useText } from '../translation';
import { AuditDetail } from './AuditDetail';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import {
  auditQueryOf,
  isNarrowed,
  parseAuditState,
  printAuditState,
  type AuditState,
} from './auditState';
import { eventWords } from './auditWords';
import { ChainState } from './ChainState';
import { ExportButtons } from './ExportButtons';

const NOTHING: AuditState = {
  actor: '',
  target: '',
  events: [],
  results: [],
  from: '',
  to: '',
};

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 3),
    },
    totals: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(0.5, 0, 1),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    found: { color: theme.palette.text.primary, fontWeight: 600 },
  }),
  { name: 'FleetAuditPage' },
);

/**
 * Who did, read or was refused what; all of what it is narrowed to in the URL.
 */
export function AuditPage() {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => parseAuditState(search), [search]);
  const change = useCallback(
    (partial: Partial<AuditState>) =>
      setSearch(
        previous =>
          printAuditState(
            { ...parseAuditState(previous), ...partial },
            previous,
          ),
        { replace: true },
      ),
    [setSearch],
  );
  const { sight, loadMore, isLoadingMore } = useAudit(auditQueryOf(state));
  return (
    <Content>
      {/* Who may not see it has nothing to narrow. */}
      {sight.kind !== 'forbidden' && (
        <AuditFilters
          state={state}
          facets={sight.kind === 'ready' ? sight.data[0].facets : {}}
          onChange={change}
        />
      )}
      <SightView
        sight={sight}
        permission={fleetAuditReadPermission.name}
        loading={<LoadingView rows={12} />}
      >
        {pages => (
          <Found
            pages={pages}
            state={state}
            onClear={() => change(NOTHING)}
            refresh={sight.kind === 'ready' ? sight.retry : undefined}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
    </Content>
  );
}

function Found(props: {
  pages: Page[];
  state: AuditState;
  onClear: () => void;
  refresh?: () => void;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, state, refresh } = props;
  const classes = useStyles();
  const t = useText();
  const { detail, open, close } = useDetail();
  const [{ totals, keepDays, asOf }] = pages;
  const entries = pages.flatMap(page => page.items);
  const opened = entries.find(({ id }) => id === detail);
  return (
    <>
      <div className={classes.head}>
        <ChainState />
        <ExportButtons
          query={auditQueryOf(state)}
          hasTime={state.from !== ''}
        />
      </div>
      <div className={classes.totals}>
        <span className={classes.found}>
          {t(totals.atLeast ? 'audit.atLeast' : 'audit.found', {
            count: totals.entries,
          })}
        </span>
        <span>{t('audit.kept', { count: keepDays })}</span>
        <span>
          {t('audit.asOf')} <Since at={asOf} ago />
        </span>
        {refresh && (
          <Button size="small" onClick={refresh}>
            {t('audit.refresh')}
          </Button>
        )}
      </div>
      {entries.length === 0 && isNarrowed(state) && (
        <FilteredView
          title={t('audit.filteredEmptyTitle')}
          onClear={props.onClear}
        />
      )}
      {entries.length === 0 && !isNarrowed(state) && (
        <EmptyView title={t('audit.emptyTitle')}>
          {t('audit.emptyText')}
        </EmptyView>
      )}
      {entries.length > 0 && (
        <AuditTable
          entries={entries}
          openId={detail}
          onOpen={entry => open(entry.id)}
          orderKey={JSON.stringify(state)}
          loadMore={props.loadMore}
          isLoadingMore={props.isLoadingMore}
        />
      )}
      <DetailDrawer
        title={opened ? eventWords(t, opened.event) : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <AuditDetail entry={opened} />}
      </DetailDrawer>
    </>
  );
}
