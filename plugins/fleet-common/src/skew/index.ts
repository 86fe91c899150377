export * from './aspects';
export * from './sights';
export * from './modeOf';
export {
  type ConfiguredSkew,
  DEFAULT_SKEW_SETTINGS,
  type SkewGrouping,
  type SkewSettings,
  skewSettingsSchema,
} from './SkewSettings';
export * from './groupOf';
export * from './expectedOf';
export * from './judgeTrait';
export * from './orderLines';
export * from './compareSights';
