export { fleetCredentialsServiceRef } from './fleetCredentialsServiceRef';
export type {
  FleetCredential,
  FleetCredentialAnswer,
  FleetCredentialRefusal,
  FleetCredentialRequest,
  FleetCredentialsProvider,
  FleetCredentialsService,
} from './types';
