export { checkStep, MAXIMUM_STEP } from './checkStep';
export { TRAFFIC, type TrafficName } from './kinds';
export { planShift, type PlannedShift } from './planShift';
export { readRoutes, type WhichRoutes } from './readRoutes';
export type { Share, Shift } from './Route';
export { writeShift } from './writeShift';
export { checkName, checkShift } from './checkShift';
export * from './writer';
