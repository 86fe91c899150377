import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  fleetAllocationReadPermission,
  type FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  entityName,
  SightView,
  untrustedName,
  useCost,
} from '@fleetview/backstage-plugin-fleet-react';
import { PrintablePage } from '../../export';
import { useFleetLinks } from '../../routing';
import { LinkTabs, Section } from '../../shared';
import { useText } from '../../translation';
import { ReleaseCostSection } from '../releases/ReleaseCostSection';
import { RightSizingSection } from '../sizing/RightSizingSection';
import { COST_ROWS } from './costRows';
import { CostRowTabs } from './CostRowTabs';
import { CostSheetView } from './CostSheetView';
import { CostSources } from './CostSources';
import { referencesOf, type CostScope } from './costScope';

const WHOLE_FLEET: CostScope = {};

/** What is spent: by the whole fleet, or by what somebody owns. */
export function CostPanel(props: { scope?: CostScope }) {
  const { scope = WHOLE_FLEET } = props;
  const [search] = useSearchParams();
  const asked = search.get('by');
  const by = COST_ROWS.find(each => each === asked) ?? 'component';
  const sight = useCost({ ...scope, by });
  return (
    <>
      {/* Rows of one kind may be too many to tell; those of another one are not. */}
      {sight.kind === 'failed' && <CostRowTabs by={by} />}
      <SightView sight={sight} permission={fleetAllocationReadPermission.name}>
        {cost => <Found cost={cost} scope={scope} />}
      </SightView>
    </>
  );
}

function Found(props: { cost: FleetCost; scope: CostScope }) {
  const { cost, scope } = props;
  const t = useText();
  const links = useFleetLinks();
  const [search] = useSearchParams();
  const references = useMemo(() => referencesOf(scope), [scope]);
  const coverage = (
    <CoverageBar
      coverage={cost.coverage}
      limited={cost.limited}
      clusterTo={id => links.cluster(id, { tab: 'systems' })}
    />
  );
  const sources = (
    <Section title={t('cost.team.sources')}>
      <CostSources cost={cost} />
    </Section>
  );
  if (cost.sheets.length === 0) {
    return (
      <>
        {coverage}
        <EmptyView title={t('cost.team.emptyTitle')}>
          {t('cost.team.emptyText')}
        </EmptyView>
        {cost.silent.length > 0 && sources}
      </>
    );
  }
  const asked = search.get('money');
  const sheet =
    cost.sheets.find(({ money }) => (money ?? '') === asked) ?? cost.sheets[0];
  return (
    <PrintablePage
      title={t('cost.team.printed', {
        of:
          references.map(entityName).map(untrustedName).join(', ') ||
          t('cost.team.wholeFleet'),
        first: cost.span.first,
        last: cost.span.last,
      })}
    >
      {coverage}
      {cost.sheets.length > 1 && (
        <LinkTabs
          label={t('cost.team.currencies')}
          activeId={sheet.money ?? ''}
          tabs={cost.sheets.map(({ money = '' }) => {
            const next = new URLSearchParams(search);
            next.set('money', money);
            return {
              id: money,
              to: `?${next}`,
              title: money || t('cost.team.noMoney'),
            };
          })}
        />
      )}
      <CostSheetView
        cost={cost}
        sheet={sheet}
        references={references}
        scope={scope}
      />
      <RightSizingSection scope={scope} />
      {scope.component?.length === 1 && (
        <ReleaseCostSection component={scope.component[0]} />
      )}
      {sources}
    </PrintablePage>
  );
}
