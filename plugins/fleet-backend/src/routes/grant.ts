import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import type { AuditActor, AuditRequest, AuditTrail } from '../audit';
import {
  authorize,
  authorizeBasic,
  type AccessRules,
  type Granted,
} from './authorize';
import type { Operation } from './operations';

/**
 * Decides whether somebody may ask for an operation, and records it where he may
 * not.
 *
 * @returns what he may see and act on; nothing for an operation that is not about the fleet's parts
 * @throws NotAllowedError with the permission's name
 */
export async function grant(options: {
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  operationId: string;
  operation: Operation;
  rules?: AccessRules;
  audit: AuditTrail;
  actor: AuditActor;
  request: AuditRequest;
}): Promise<Partial<Granted>> {
  const { permissions, credentials, operation } = options;
  const { permission, alsoShows, tellsAllOf, isAboutAll } = operation;
  const { acts, waives, promotes } = operation;
  try {
    if (isResourcePermission(permission)) {
      return await authorize({
        permissions,
        credentials,
        permission,
        alsoShows,
        isAboutAll,
        acts,
        waives,
        promotes,
        rules: options.rules,
      });
    }
    await authorizeBasic({ permissions, credentials, permission });
    if (tellsAllOf) {
      await authorize({
        permissions,
        credentials,
        permission: tellsAllOf,
        isAboutAll: true,
        rules: options.rules,
      });
    }
    return {};
  } catch (error) {
    if (error instanceof NotAllowedError) {
      await options.audit.note(
        {
          event: 'operation-refused',
          actor: options.actor,
          target: { id: options.operationId },
          reason: error.message,
        },
        { request: options.request, refused: error },
      );
    }
    throw error;
  }
}
