import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import {
  useClusterStatements,
  useDetail,
} from '@fleetview/backstage-plugin-fleet-react';
import Button from '@material-ui/core/Button';
import { PagedList, type Narrowing } from '../cluster/PagedList';
import { StatementDrawer } from '../statements/StatementDrawer';
import { useText } from '../translation';
import { HubSection } from './HubSection';
import { hubGroups } from './hubGroups';

/** Nothing narrows it: what hubs say of one cluster is read as a whole. */
const AS_A_WHOLE: Narrowing<object> = {
  isActive: false,
  toolbar: () => undefined,
  title: '',
  clear: () => {},
};

/**
 * What hubs say of a cluster: how they see it, what they do with it, its machines,
 * and what they run on it.
 */
export function HubsTab(props: { clusterId: string }) {
  const t = useText();
  const paged = useClusterStatements(props.clusterId, {
    role: ['about'],
    limit: 500,
  });
  return (
    <PagedList
      paged={paged}
      narrowing={AS_A_WHOLE}
      ofMany
      emptyTitle={t('cluster.empty.hubsTitle')}
      emptyText={t('cluster.empty.hubsText')}
    >
      {items => (
        <>
          <Hubs statements={items} />
          {paged.loadMore && (
            <Button
              size="small"
              onClick={paged.loadMore}
              disabled={paged.isLoadingMore}
            >
              {t('hubs.loadMore')}
            </Button>
          )}
        </>
      )}
    </PagedList>
  );
}

function Hubs(props: { statements: Statement[] }) {
  const { statements } = props;
  const { detail, open, close } = useDetail();
  return (
    <>
      {hubGroups(statements).map(group => (
        <HubSection
          key={group.id}
          group={group}
          openId={detail}
          onOpen={open}
        />
      ))}
      <StatementDrawer
        statement={statements.find(({ id }) => id === detail)}
        onClose={close}
      />
    </>
  );
}
