export { getMatrixAxes } from './getMatrixAxes';
export { getMatrixRollups } from './getMatrixRollups';
export { getMatrixTile } from './getMatrixTile';
export { MatrixReaders } from './MatrixReaders';
export type { MatrixReader } from './MatrixReader';
export { getPast, readPastTime } from './past';
