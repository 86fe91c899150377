export { getClusterPodSecurity } from './getClusterPodSecurity';
