export * from './evidenceOf';
export {
  type ComplianceCoverage,
  coverageOf,
  MISSING_REASONS,
  type MissingReason,
} from './coverageOf';
export * from './expectationsOf';
export * from './placementOfPolicy';
