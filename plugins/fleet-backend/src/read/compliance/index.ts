export { asUsual, type ComplianceBasis } from './basis';
export { getCompliance } from './getCompliance';
export { getComplianceTrend } from './trend';
