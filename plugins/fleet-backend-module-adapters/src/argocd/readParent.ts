import {
  boundedName,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type MapContext,
  type ObjectMetadata,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';

type Parent = NonNullable<DeliveryFact['parent']>;

const TRACKING_ID = /^([^:]{1,512}):([^/:]*)\/([^/:]+):([^/:]*)\/([^/:]+)$/;

function trackingParent(
  trackingId: string | undefined,
  context: MapContext,
): Parent | undefined {
  if (!trackingId || trackingId.length > 1024) return undefined;
  const match = TRACKING_ID.exec(trackingId);
  if (!match) return undefined;
  const [, application, group, kind, namespace, name] = match;
  const { source } = context;
  // A copied object still carries the annotation of the one that it was copied
  // from, and says nothing then.
  if (
    group !== source.group ||
    kind !== source.kind ||
    namespace !== (source.namespace ?? '') ||
    name !== source.name
  ) {
    return undefined;
  }
  // Outside of Argo CD's own namespace an Application is `<namespace>_<name>`.
  const separator = application.indexOf('_');
  return withoutUndefined({
    kind: 'Application',
    namespace:
      separator < 0 ? undefined : boundedName(application.slice(0, separator)),
    name: boundedName(application.slice(separator + 1)),
  });
}

/** The ApplicationSet or Application that made this one. */
export function readParent(
  metadata: ObjectMetadata,
  context: MapContext,
): Parent | undefined {
  const owner = metadata.ownerReferences.find(
    reference =>
      reference.kind === 'ApplicationSet' &&
      reference.apiVersion.startsWith('argoproj.io/'),
  );
  if (owner) {
    return withoutUndefined({
      kind: owner.kind,
      namespace: context.source.namespace,
      name: boundedName(owner.name),
    });
  }
  return trackingParent(
    metadata.annotations['argocd.argoproj.io/tracking-id'],
    context,
  );
}
