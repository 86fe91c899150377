import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Content } from '../shared';
import { ComparisonView } from './ComparisonView';
import { SkewView } from './SkewView';

/** In what clusters differ from those that they should be like; of one or two, kind by kind. */
export function SkewPage() {
  const [search] = useSearchParams();
  const named = JSON.stringify(
    [...new Set(search.getAll('cluster').filter(Boolean))].slice(0, 2),
  );
  // The same list as long as the same clusters are named.
  const clusters = useMemo<string[]>(() => JSON.parse(named), [named]);
  return (
    <Content>
      {clusters.length > 0 ? (
        <ComparisonView clusters={clusters} />
      ) : (
        <SkewView />
      )}
    </Content>
  );
}
