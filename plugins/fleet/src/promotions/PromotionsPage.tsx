import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetPromotionReadPermission,
  type PromotionPage as Page,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  entityName,
  LoadingView,
  SightView,
  untrustedName,
  usePromotions,
} from '@fleetview/backstage-plugin-fleet-react';
import { Content, LinkTabs } from '../shared';
import { useText } from '../translation';
import { PromotionDrawer } from './PromotionDrawer';
import { PromotionTable } from './PromotionTable';

const MOST_COMPONENTS = 50;
const LONGEST_NAME = 253;

const useStyles = makeStyles(
  theme => ({
    line: {
      margin: theme.spacing(1.5, 0, 1),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetPromotionsPage' },
);

/** Promotions: those on their way, or all; what the list is narrowed to is in the URL. */
export function PromotionsPage() {
  const [search] = useSearchParams();
  const classes = useStyles();
  const t = useText();
  const isAll = search.get('show') === 'all';
  const component = useMemo(
    () =>
      search
        .getAll('component')
        .filter(each => each !== '' && each.length <= LONGEST_NAME)
        .slice(0, MOST_COMPONENTS),
    [search],
  );
  const { sight, loadMore, isLoadingMore } = usePromotions({
    ...(component.length > 0 ? { component } : {}),
    ...(isAll ? {} : { goesOn: 'yes' as const }),
  });
  const to = (change: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(search);
    next.delete('promotion');
    change(next);
    return `?${next}`;
  };
  return (
    <Content>
      <LinkTabs
        label={t('promotions.list.which')}
        activeId={isAll ? 'all' : 'going-on'}
        tabs={[
          {
            id: 'going-on',
            to: to(next => next.delete('show')),
            title: t('promotions.list.goingOn'),
          },
          {
            id: 'all',
            to: to(next => next.set('show', 'all')),
            title: t('promotions.list.all'),
          },
        ]}
      />
      {component.length > 0 && (
        <p className={classes.line}>
          {t('promotions.list.narrowed', {
            component: component
              .map(each => untrustedName(entityName(each)))
              .join(', '),
          })}{' '}
          <Link to={to(next => next.delete('component'))}>
            {t('promotions.list.showAll')}
          </Link>
        </p>
      )}
      <SightView
        sight={sight}
        permission={fleetPromotionReadPermission.name}
        loading={<LoadingView rows={6} />}
      >
        {pages => (
          <Found
            pages={pages}
            isAll={isAll}
            orderKey={`${isAll} ${component}`}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
      <PromotionDrawer />
    </Content>
  );
}

function Found(props: {
  pages: Page[];
  isAll: boolean;
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, isAll } = props;
  const classes = useStyles();
  const t = useText();
  const promotions = pages.flatMap(({ items }) => items);
  if (promotions.length === 0) {
    return (
      <EmptyView
        title={t(
          isAll
            ? 'promotions.list.emptyAllTitle'
            : 'promotions.list.emptyTitle',
        )}
      >
        {t('promotions.list.emptyText')}
      </EmptyView>
    );
  }
  return (
    <>
      <p className={classes.line}>
        {t('promotions.list.found', { count: pages[0].total })}
      </p>
      <PromotionTable
        promotions={promotions}
        orderKey={props.orderKey}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
    </>
  );
}
