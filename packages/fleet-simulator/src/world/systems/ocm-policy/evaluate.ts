import type { ObjectStore } from '../../../store/ObjectStore';
import type { ConfigurationPolicy, Word } from './types';

export type Evaluation = {
  compliant: Word;
  /** One for each object that it speaks of. */
  messages: string[];
  relatedObjects: object[];
};

/** Whether a cluster has the objects that a policy wants it to have, or not to have. */
export function evaluate(
  { spec }: ConfigurationPolicy,
  store: ObjectStore,
): Evaluation {
  const found = spec['object-templates'].map(
    ({ complianceType, objectDefinition }) => {
      const { apiVersion, kind, metadata } = objectDefinition;
      const { namespace, name } = metadata;
      const isThere =
        store.get({ apiVersion, kind, namespace, name }) !== undefined;
      const isKept = isThere === (complianceType === 'musthave');
      const plural = `${kind.toLowerCase()}s [${name}]`;
      return {
        isKept,
        message: `${plural} ${
          isThere ? 'found' : 'not found'
        }${isKept ? ' as specified' : ''}`,
        object: {
          compliant: isKept ? 'Compliant' : 'NonCompliant',
          object: { apiVersion, kind, metadata: { namespace, name } },
          reason: isThere
            ? `Resource found ${isKept ? 'as expected' : 'but should not exist'}`
            : `Resource not found ${isKept ? 'as expected' : 'but should exist'}`,
        },
      };
    },
  );
  return {
    compliant: found.every(({ isKept }) => isKept)
      ? 'Compliant'
      : 'NonCompliant',
    messages: found.map(({ message }) => message),
    relatedObjects: found.map(({ object }) => object),
  };
}
