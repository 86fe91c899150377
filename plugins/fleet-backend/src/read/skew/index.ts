export { compareSkew } from './compareSkew';
export { listSkew } from './listSkew';
export { skewAsUsual, type SkewBasis } from './SkewBasis';
