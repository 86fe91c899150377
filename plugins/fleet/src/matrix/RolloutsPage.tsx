import { useSearchParams } from 'react-router-dom';
import { OwnedRollouts } from '../owned/OwnedRollouts';
import { Content, LinkTabs } from '../shared';
import { useText } from '../translation';
import { MatrixPanel } from './MatrixPanel';

const EVERYTHING = {};

/** Where everything runs: clusters against components, and the releases on their way. */
export function RolloutsPage() {
  const [search] = useSearchParams();
  const t = useText();
  const isList = search.get('show') === 'releases';
  return (
    <Content>
      <LinkTabs
        label={t('matrix.which')}
        activeId={isList ? 'releases' : 'matrix'}
        tabs={[
          { id: 'matrix', to: '?', title: t('matrix.matrix') },
          { id: 'releases', to: '?show=releases', title: t('matrix.releases') },
        ]}
      />
      {isList ? <OwnedRollouts query={EVERYTHING} /> : <MatrixPanel />}
    </Content>
  );
}
