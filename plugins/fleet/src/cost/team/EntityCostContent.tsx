import { useMemo } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import { OwnedFrame } from '../../owned/OwnedFrame';
import { CostPanel } from './CostPanel';
import { costScope, type Costed } from './costScope';

/**
 * The Cost tab of components, systems, domains and groups: what they, or what they own,
 * cost, and what the month is likely to cost in the end.
 *
 * @public
 */
export function EntityCostContent() {
  const { entity } = useEntity();
  const costed = useMemo(() => costScope(entity), [entity]);
  return (
    <FleetQueryProvider>
      <CostOf costed={costed} />
    </FleetQueryProvider>
  );
}

/** The same for anything that costs, inside a provider. */
export function CostOf(props: { costed: Costed }) {
  const { costed } = props;
  return (
    <OwnedFrame owned={costed}>
      <CostPanel scope={costed.query} />
    </OwnedFrame>
  );
}
