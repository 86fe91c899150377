export { capacityOf } from './capacityOf';
export { readClusterRooms } from './readClusterRooms';
