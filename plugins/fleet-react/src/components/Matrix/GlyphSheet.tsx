import { useLayoutEffect, useRef } from 'react';
import { STATUS_KEYS } from '../../status';
import { glyphClass } from './glyphClass';
import type { MatrixLook } from './useMatrixLook';

/**
 * Every glyph once and unseen, and a class of each that has it for a background. The
 * marks of a matrix are those of the whole product; but cells by the hundred come and go
 * while it is scrolled, and to give one another class costs a tenth of what it costs to
 * put another drawing into it.
 */
export function GlyphSheet(props: { look: MatrixLook }) {
  const { look } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const rules = useRef<HTMLStyleElement>(null);
  // A new theme draws them anew.
  useLayoutEffect(() => {
    const drawn = [...(sheet.current?.children ?? [])] as HTMLElement[];
    if (!rules.current) return;
    rules.current.textContent = drawn.map(ruleOf).join('\n');
  }, [look]);
  return (
    <>
      <style ref={rules} data-fleet-glyphs />
      <div ref={sheet} hidden>
        {STATUS_KEYS.flatMap(key =>
          [false, true].map(stale => (
            <span
              key={`${key} ${stale}`}
              data-glyph={glyphClass(look.mode, key, stale)}
            >
              {look.glyph(key, stale)}
            </span>
          )),
        )}
      </div>
    </>
  );
}

function ruleOf({ dataset, firstElementChild }: HTMLElement): string {
  if (!firstElementChild) return '';
  const drawing = encodeURIComponent(
    new XMLSerializer().serializeToString(firstElementChild),
  );
  return `.${dataset.glyph} { background-image: url("data:image/svg+xml,${drawing}"); }`;
}
