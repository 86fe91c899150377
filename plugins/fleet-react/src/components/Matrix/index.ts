export type { AsOf } from './AsOfChoice';
export * from './types';
export * from './Matrix';
export type { MatrixHandle } from './MatrixGrid';
export * from './MatrixLegend';
export * from './MatrixToolbar';
