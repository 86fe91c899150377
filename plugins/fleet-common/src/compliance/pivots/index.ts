export { COMPLIANCE_DIMENSIONS, type ComplianceDimension } from './dimensions';
export { type ComplianceSummary } from './Tally';
export * from './pivotCompliance';
