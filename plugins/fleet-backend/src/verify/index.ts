export { ClusterAsker } from './ask/ClusterAsker';
export { verifyCluster } from './verifyCluster';
