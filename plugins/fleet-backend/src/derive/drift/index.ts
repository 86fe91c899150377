export { driftKindsOf } from './driftKindsOf';
export { DriftLoop } from './DriftLoop';
export { extendLooks } from './extendLooks';
export { markLapsed } from './markLapsed';
export { forgetDrift } from './forgetDrift';
export { markDrift } from './marks';
