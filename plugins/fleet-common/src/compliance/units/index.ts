export {
  COMPLIANCE_RESULTS,
  COMPLIANCE_SEVERITIES,
  type ComplianceResult,
  type ComplianceSeverity,
  complianceResultOf,
  worstResult,
} from './results';
export {
  type ComplianceAttributes,
  type ComplianceUnit,
  pairKeyOf,
  policyKeyOf,
  type PolicyName,
  type PolicyOnCluster,
} from './complianceUnit';
export {
  addCounts,
  type ComplianceCounts,
  countUnits,
  noCounts,
  type ResultCounts,
  resultsOf,
  severitiesOf,
} from './countUnits';
export * from './keepUnproven';
export * from './mergeRules';
export * from './unitOfViolations';
