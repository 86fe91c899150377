import { Content } from '../shared';
import { VIEWS } from './driftFilters';
import { DriftPanel } from './DriftPanel';

const EVERYTHING = {};

/** What is not as it is desired, over the fleet. */
export function DriftPage() {
  return (
    <Content>
      <DriftPanel scope={EVERYTHING} views={VIEWS} />
    </Content>
  );
}
