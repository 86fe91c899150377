export type { AsOf } from './AsOfChoice';
export * from './types';
export { cellMarks, type CellMark, type CellMarks } from './cellMarks';
export * from './Matrix';
export type { MatrixHandle } from './MatrixGrid';
export * from './MatrixLegend';
export * from './MatrixToolbar';
