export { detailFields } from './detailFields';
