export { keepComplianceDay } from './keepComplianceDay';
export {
  KEEP_COMPLIANCE_DAYS,
  pruneComplianceDays,
} from './pruneComplianceDays';
