export { listClusterFindings } from './listClusterFindings';
