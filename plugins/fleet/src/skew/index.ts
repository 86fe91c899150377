export { SkewPage } from './SkewPage';
export { SkewView } from './SkewView';
