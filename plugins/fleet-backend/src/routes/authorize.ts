import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/**
 * Lets pass who may do this without condition. Conditional decisions are
 * refused: what they would hide is not yet compiled into queries, and showing
 * it would be worse than showing nothing.
 *
 * @throws NotAllowedError with the permission's name
 */
export async function authorize(options: {
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  permission: ResourcePermission;
}): Promise<void> {
  const { permissions, credentials, permission } = options;
  const [decision] = await permissions.authorizeConditional([{ permission }], {
    credentials,
  });
  if (decision.result === AuthorizeResult.ALLOW) return;
  throw new NotAllowedError(
    decision.result === AuthorizeResult.CONDITIONAL
      ? `The permission '${permission.name}' is granted under conditions, which are not supported yet. Ask for it to be granted or denied as a whole.`
      : `This needs the permission '${permission.name}'. Ask whoever keeps the portal's permission policy.`,
  );
}
