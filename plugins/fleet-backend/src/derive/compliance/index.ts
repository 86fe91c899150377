export { ComplianceLoop } from './ComplianceLoop';
export type { PolicyWords } from './types';
export { deriveCompliance } from './deriveCompliance';
export { markAwaited } from './markAwaited';
export { markCompliance, markComplianceIn } from './marks';
