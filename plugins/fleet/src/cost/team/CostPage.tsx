import { Link } from '@backstage/core-components';
import { useFleetLinks } from '../../routing';
import { Content } from '../../shared';
import { useText } from '../../translation';
import { CostPanel } from './CostPanel';

/** What the fleet spends, and will have spent at the end of the month. */
export function CostPage() {
  const t = useText();
  const links = useFleetLinks();
  return (
    <Content>
      <Link to={links.prices}>{t('cost.prices.link')}</Link>
      <CostPanel />
    </Content>
  );
}
