import { useImperativeHandle, useRef, type Ref } from 'react';
import { STATUS_KEYS, type StatusKey } from '../../status';
import type { MatrixLook } from './useMatrixLook';

/** Copies of glyphs. */
export interface GlyphCopies {
  copyOf: (key: StatusKey, stale: boolean) => Node | undefined;
}

/**
 * Every glyph once and unseen, for the cells' to be copies of: the marks of a
 * matrix are those of the whole product.
 */
export function GlyphSheet(props: {
  look: MatrixLook;
  reference: Ref<GlyphCopies>;
}) {
  const { look } = props;
  const sheet = useRef<HTMLDivElement>(null);
  useImperativeHandle(
    props.reference,
    () => {
      const known = new Map<string, Element | undefined>();
      const find = (key: string, stale: boolean) => {
        const id = `${key} ${stale}`;
        if (!known.has(id)) {
          const places = [...(sheet.current?.children ?? [])] as HTMLElement[];
          known.set(
            id,
            places.find(({ dataset }) => dataset.glyph === id)
              ?.firstElementChild ?? undefined,
          );
        }
        return known.get(id);
      };
      return {
        copyOf: (key, stale) =>
          // A newer server may know words that this page does not.
          (find(key, stale) ?? find('unknown', stale))?.cloneNode(true),
      };
    },
    // A new theme draws them anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [look],
  );
  return (
    <div ref={sheet} hidden>
      {STATUS_KEYS.flatMap(key =>
        [false, true].map(stale => (
          <span key={`${key} ${stale}`} data-glyph={`${key} ${stale}`}>
            {look.glyph(key, stale)}
          </span>
        )),
      )}
    </div>
  );
}
