export { keepCosts } from './keepCosts';
