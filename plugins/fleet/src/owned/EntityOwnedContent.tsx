import { useMemo, type ReactNode } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import { MatrixPanel } from '../matrix/MatrixPanel';
import { ownedBy, type Owned } from './ownedBy';
import { OwnedFrame } from './OwnedFrame';
import { OwnedRollouts } from './OwnedRollouts';

/**
 * The Fleet tab of systems, domains and groups: the releases on their way of
 * what they own.
 *
 * @public
 */
export function EntityOwnedContent() {
  const { entity } = useEntity();
  const owned = useMemo(() => ownedBy(entity), [entity]);
  return (
    <FleetQueryProvider>
      <OwnedContent
        owned={owned}
        matrix={<MatrixPanel scope={owned.query} />}
      />
    </FleetQueryProvider>
  );
}

/**
 * The same for anything that owns components, inside a provider.
 */
export function OwnedContent(props: {
  owned: Owned;
  /** What stands under the releases: where what it owns runs. */
  matrix?: ReactNode;
}) {
  const { owned, matrix } = props;
  return (
    <OwnedFrame owned={owned}>
      <OwnedRollouts query={owned.query} />
      {matrix}
    </OwnedFrame>
  );
}
