import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import { entityRefOf } from '@fleetview/backstage-plugin-fleet-react';
import { WhyDrawer } from './WhyDrawer';

/** The chain of reasons of what runs in one place; nothing where none is open. */
export function WhyOfInstance(props: {
  instance: Instance | undefined;
  onClose: () => void;
}) {
  const { instance, onClose } = props;
  const reference = entityRefOf(instance?.entityRef);
  if (!instance || !reference) return null;
  const { kind, namespace, name } = reference;
  return (
    <WhyDrawer
      entity={{ kind: kind.toLocaleLowerCase('en'), namespace, name }}
      clusterId={instance.cluster.id}
      clusterName={instance.cluster.name}
      onClose={onClose}
    />
  );
}
