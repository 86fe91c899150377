import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** How long an answer is waited for. */
const PATIENCE_MS = 30_000;

/**
 * Whose name a tool asks in. A service has no name in the ledger, and would be asked for with what
 * the plugin itself may see.
 *
 * @throws NotAllowedError where no person calls it
 */
export function personOf(
  auth: AuthService,
  credentials: BackstageCredentials,
): { credentials: BackstageCredentials; signal: AbortSignal } {
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'Only a person can call this: it answers with what that person may see, and acts in that name. Call it with a token of somebody who is signed in.',
    );
  }
  return { credentials, signal: AbortSignal.timeout(PATIENCE_MS) };
}
