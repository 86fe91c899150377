import { useSearchParams } from 'react-router-dom';
import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import { LinkTabs } from '../../shared';
import { useText } from '../../translation';
import { COST_ROWS } from './costRows';

/** What costs are told by: components, teams, clusters and so on, in the URL as `by`. */
export function CostRowTabs(props: { by: CostRowKind }) {
  const t = useText();
  const [search] = useSearchParams();
  const to = (kind: CostRowKind) => {
    const next = new URLSearchParams(search);
    if (kind === 'component') next.delete('by');
    else next.set('by', kind);
    return `?${next}`;
  };
  return (
    <LinkTabs
      label={t('cost.team.rowsLabel')}
      activeId={props.by}
      tabs={COST_ROWS.map(kind => ({
        id: kind,
        to: to(kind),
        title: t(`cost.team.rows.${kind}`),
      }))}
    />
  );
}
