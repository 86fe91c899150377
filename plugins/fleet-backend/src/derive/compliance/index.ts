export { ComplianceLoop } from './ComplianceLoop';
export type { PolicyWords } from './types';
export { deriveCompliance } from './deriveCompliance';
export { markCompliance, markComplianceIn } from './marks';
