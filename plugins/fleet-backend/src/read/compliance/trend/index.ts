export { getComplianceTrend } from './getComplianceTrend';
