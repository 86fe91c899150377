import {
  DEFAULT_COMPLIANCE_SETTINGS,
  StandardsIndex,
  type ComplianceSettings,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ComplianceConfig } from '../../config/complianceSchema';

/** What compliance is computed by. */
export type ComplianceBasis = {
  settings: ComplianceSettings;
  origin: ComplianceConfig['origin'];
  /** Which standards policies belong to, besides what they say. */
  mapping: StandardsIndex;
};

/** Where nothing is configured. */
export const asUsual: ComplianceBasis = {
  settings: DEFAULT_COMPLIANCE_SETTINGS,
  origin: 'default',
  mapping: new StandardsIndex({ entries: [] }),
};
