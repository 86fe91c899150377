export { checkOverlay, type LayoutPart } from './checkOverlay';
