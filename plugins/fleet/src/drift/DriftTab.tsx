import { useMemo } from 'react';
import { DriftPanel } from './DriftPanel';

const VIEWS = ['episodes', 'class', 'age', 'owner', 'component'] as const;

/** What drifts on a cluster. */
export function DriftTab(props: { clusterId: string }) {
  const { clusterId } = props;
  const scope = useMemo(() => ({ cluster: [clusterId] }), [clusterId]);
  return <DriftPanel scope={scope} views={VIEWS} without="cluster" />;
}
