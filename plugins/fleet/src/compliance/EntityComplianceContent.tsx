import { useMemo } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import { OwnExceptions } from '../exceptions/OwnExceptions';
import { ownedBy, type Owned } from '../owned/ownedBy';
import { OwnedFrame } from '../owned/OwnedFrame';
import { CompliancePanel } from './CompliancePanel';

/**
 * The Compliance tab of systems, domains and groups: how far policies are kept by what
 * they own, and how far that is known.
 *
 * @public
 */
export function EntityComplianceContent() {
  const { entity } = useEntity();
  const owned = useMemo(() => ownedBy(entity), [entity]);
  return (
    <FleetQueryProvider>
      <OwnedCompliance owned={owned} />
    </FleetQueryProvider>
  );
}

/** The same for anything that owns components, inside a provider. */
export function OwnedCompliance(props: { owned: Owned }) {
  const { owned } = props;
  return (
    <OwnedFrame owned={owned}>
      <CompliancePanel scope={owned.query} />
      {owned.query.owner && (
        <OwnExceptions scope={{ owner: owned.query.owner }} />
      )}
    </OwnedFrame>
  );
}
