export { imageOf, type Image } from './imageOf';
