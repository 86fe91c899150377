export { listClusterPolicies } from './listClusterPolicies';
export { listClusterStatements } from './listClusterStatements';
export { readHubWords } from './readHubWords';
