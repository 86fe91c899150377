import type { ReactNode } from 'react';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';

/** Texts from outside, each on a line of its own; nothing where there are none. */
export function textLines(
  texts: readonly string[] | undefined,
  rest?: ReactNode,
): ReactNode {
  if (!texts || (texts.length === 0 && !rest)) return undefined;
  return (
    <>
      {texts.map((text, index) => (
        <div key={`${index} ${text}`}>
          <UntrustedText text={text} block />
        </div>
      ))}
      {rest && <div>{rest}</div>}
    </>
  );
}

/** An object as it is called. */
export function objectName(reference: {
  kind: string;
  namespace?: string;
  name: string;
}): string {
  const { kind, namespace, name } = reference;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
