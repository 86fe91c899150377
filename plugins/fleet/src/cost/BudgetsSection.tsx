import { fleetAllocationReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  SightView,
  useClusterBudgets,
} from '@fleetview/backstage-plugin-fleet-react';
import { Section } from '../shared';
import { StatementTable } from '../statements/StatementTable';
import { useText } from '../translation';

/**
 * The budgets that cost tools keep for a cluster, each with what is spent of it. Most
 * tools have none: then there is no section.
 */
export function BudgetsSection(props: { clusterId: string }) {
  const t = useText();
  const paged = useClusterBudgets(props.clusterId, {});
  // What costs are shown beside says so already.
  if (paged.sight.kind === 'forbidden') return null;
  return (
    <SightView
      sight={paged.sight}
      permission={fleetAllocationReadPermission.name}
      loading={<></>}
    >
      {pages => {
        const budgets = pages.flatMap(({ items }) => items);
        if (budgets.length === 0) return null;
        return (
          <Section title={t('statements.types.budget')}>
            <StatementTable
              label={t('statements.types.budget')}
              ofOneType
              statements={budgets}
              orderKey="budgets"
              loadMore={paged.loadMore}
              isLoadingMore={paged.isLoadingMore}
            />
          </Section>
        );
      }}
    </SightView>
  );
}
