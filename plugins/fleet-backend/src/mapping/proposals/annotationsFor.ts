import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_DELIVERY_SOURCE,
  ANNOTATION_IMAGE,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@fleetview/backstage-plugin-fleet-common';
import { isDelivery, type Bindable } from '../Bindable';
import { nameOfRef, type MirroredEntity } from '../MirroredEntity';
import type { ShownName } from './namesOfBindable';
import type { Proposal, ProposedAnnotation } from './Proposal';

type Advice = Pick<Proposal, 'annotations' | 'note'>;

/** Which annotations would bind something to an entity, the ones that say it best. */
export function annotationsFor(
  bindable: Bindable,
  entity: MirroredEntity,
  shown: ShownName,
): Advice {
  return isDelivery(bindable)
    ? forDelivery(bindable, entity, shown)
    : forWorkload(bindable, entity, shown);
}

function forDelivery(
  { engine, name, sources = [] }: Bindable,
  entity: MirroredEntity,
  { place }: ShownName,
): Advice {
  const where = place ?? sources[0]?.segments;
  if (where) {
    return {
      annotations: [
        added(entity, ANNOTATION_DELIVERY_SOURCE, `https://${where.join('/')}`),
      ],
    };
  }
  if (engine === 'argocd') {
    return { annotations: [added(entity, ANNOTATION_ARGOCD_APP_NAME, name)] };
  }
  return labelled(entity);
}

function forWorkload(
  bindable: Bindable,
  entity: MirroredEntity,
  { label }: ShownName,
): Advice {
  const { annotations } = entity;
  const id = bindable.labels[ANNOTATION_KUBERNETES_ID];
  if (id && !annotations[ANNOTATION_KUBERNETES_ID]) {
    return { annotations: [{ key: ANNOTATION_KUBERNETES_ID, value: id }] };
  }
  if (
    label &&
    label[0] !== ANNOTATION_KUBERNETES_ID &&
    !annotations[ANNOTATION_KUBERNETES_LABEL_SELECTOR]
  ) {
    return {
      annotations: [
        {
          key: ANNOTATION_KUBERNETES_LABEL_SELECTOR,
          value: `${label[0]}=${label[1]}`,
        },
        // Others may label theirs the same elsewhere.
        ...(annotations[ANNOTATION_KUBERNETES_NAMESPACE]
          ? []
          : [
              {
                key: ANNOTATION_KUBERNETES_NAMESPACE,
                value: bindable.namespace,
              },
            ]),
      ],
    };
  }
  if (bindable.image) {
    return { annotations: [added(entity, ANNOTATION_IMAGE, bindable.image)] };
  }
  return labelled(entity);
}

/** Where nothing that it shows would do, it has to show more. */
function labelled(entity: MirroredEntity): Advice {
  const known = entity.annotations[ANNOTATION_KUBERNETES_ID];
  const value = known ?? nameOfRef(entity.ref);
  return {
    annotations: known ? [] : [{ key: ANNOTATION_KUBERNETES_ID, value }],
    note: `Give it the label ${ANNOTATION_KUBERNETES_ID}: ${value}`,
  };
}

/** One more value of an annotation that lists them. */
function added(
  { annotations }: MirroredEntity,
  key: string,
  value: string,
): ProposedAnnotation {
  const known = annotations[key];
  return { key, value: known ? `${known},${value}` : value };
}
