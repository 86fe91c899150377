export { checkPlacement, placementOn } from './checkPlacement';
export {
  METHODS,
  type Placed,
  type Placement,
  type PlacementInput,
} from './Placement';
export { writePlacement } from './writePlacement';
