import {
  DEFAULT_SKEW_SETTINGS,
  type SkewSettings,
} from '@fleetview/backstage-plugin-fleet-common';

/** Which clusters should be alike, and in what they may differ. */
export type SkewBasis = {
  settings: SkewSettings;
  /** `refused` where configuration is malformed: then the defaults count. */
  origin: 'default' | 'configured' | 'refused';
};

/** Where nothing is configured. */
export const skewAsUsual: SkewBasis = {
  settings: DEFAULT_SKEW_SETTINGS,
  origin: 'default',
};
