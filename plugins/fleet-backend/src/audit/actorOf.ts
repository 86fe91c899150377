import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { AuditActor } from './AuditTrail';

/** Who asks, by credentials that were checked. */
export function actorOf({ principal }: BackstageCredentials): AuditActor {
  const { type, userEntityRef, subject } = principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return type === 'user'
    ? { type: 'user', id: userEntityRef ?? 'unknown' }
    : { type: 'service', id: subject ?? 'unknown' };
}
