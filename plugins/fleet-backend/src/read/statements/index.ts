export { listClusterStatements } from './listClusterStatements';
export { readHubWords } from './readHubWords';
