export * from './flooredPercent';
export { type ComplianceScore, scoreOf, scoreOfCounts } from './scoreOf';
export * from './overdueOf';
export * from './gradeOf';
