import { makeStyles } from '@material-ui/core/styles';
import {
  fleetAllocationReadPermission,
  type AllocationPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  SightView,
  useClusterAllocations,
} from '@fleetview/backstage-plugin-fleet-react';
import { PagedList, type Narrowing } from '../cluster/PagedList';
import { SearchField, useListFilters } from '../shared';
import { useText } from '../translation';
import { AccountChoice } from './AccountChoice';
import { AccountSums } from './AccountSums';
import { AllocationTable } from './AllocationTable';
import { BudgetsSection } from './BudgetsSection';
import { accountsOf, chosenAccount, type Account } from './windows';

const KEYS = ['start', 'cost-tool', 'grain'] as const;

const NO_KEYS: readonly never[] = [];

const NOT_NARROWED: Narrowing<AllocationPage> = {
  isActive: false,
  toolbar: () => undefined,
  title: '',
  clear: () => undefined,
};

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
    sums: { padding: theme.spacing(1.5, 0, 0) },
  }),
  { name: 'FleetCostTab' },
);

/** What a cluster and the things on it cost, of one window, cost tool and grain. */
export function CostTab(props: { clusterId: string }) {
  const { clusterId } = props;
  const t = useText();
  const { filters, set } = useListFilters(KEYS);
  // Which windows there are has to be known before one of them is asked for.
  const known = useClusterAllocations(clusterId, { limit: 1 });
  return (
    <>
      <SightView
        sight={known.sight}
        permission={fleetAllocationReadPermission.name}
      >
        {([first]) => {
          const accounts = accountsOf(first.totals.windows);
          const account =
            chosenAccount(accounts, {
              start: filters.start[0],
              engine: filters['cost-tool'][0],
              grain: filters.grain[0],
            }) ?? chosenAccount(accounts, {});
          return account ? (
            <Allocations
              clusterId={clusterId}
              account={account}
              accounts={accounts}
              choose={next =>
                set({
                  start: [next.start],
                  'cost-tool': [next.engine],
                  grain: [next.grain],
                })
              }
            />
          ) : (
            <PagedList
              paged={known}
              permission={fleetAllocationReadPermission.name}
              narrowing={NOT_NARROWED}
              emptyTitle={t('cost.emptyTitle')}
              emptyText={t('cost.emptyText')}
            >
              {() => null}
            </PagedList>
          );
        }}
      </SightView>
      <BudgetsSection clusterId={clusterId} />
    </>
  );
}

function Allocations(props: {
  clusterId: string;
  account: Account;
  accounts: Account[];
  choose: (account: Account) => void;
}) {
  const { account, accounts, choose } = props;
  const classes = useStyles();
  const t = useText();
  const { filters, setText, clear } = useListFilters(NO_KEYS);
  const paged = useClusterAllocations(props.clusterId, {
    start: account.start,
    engine: [account.engine],
    grain: [account.grain],
    ...(filters.text ? { text: filters.text } : {}),
  });
  const narrowing: Narrowing<AllocationPage> = {
    isActive: filters.text !== '',
    toolbar: () => (
      <>
        <div className={classes.toolbar}>
          <SearchField
            label={t('cost.search')}
            text={filters.text}
            onChange={setText}
          />
          <AccountChoice
            account={account}
            accounts={accounts}
            onChange={choose}
          />
        </div>
        <div className={classes.sums}>
          <AccountSums account={account} />
        </div>
      </>
    ),
    title: t('statements.filteredTitle'),
    clear,
  };
  return (
    <PagedList
      paged={paged}
      permission={fleetAllocationReadPermission.name}
      narrowing={narrowing}
      emptyTitle={t('cost.emptyTitle')}
      emptyText={t('cost.emptyText')}
    >
      {items => (
        <AllocationTable
          label={t('cost.label', { engine: engineName(account.engine) })}
          allocations={items}
          orderKey={[account.start, account.grain, filters.text].join(' ')}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}
