import { Content } from '../shared';
import { CompliancePanel } from './CompliancePanel';

/** How far policies are kept over the fleet. */
export function CompliancePage() {
  return (
    <Content>
      <CompliancePanel />
    </Content>
  );
}
