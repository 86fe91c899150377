export { chooseAction } from './chooseAction';
export { findInstance } from './findInstance';
export { followRun, hasEnded } from './followRun';
