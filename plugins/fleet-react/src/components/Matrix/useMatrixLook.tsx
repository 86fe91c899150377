import { useMemo, type ReactElement } from 'react';
import { useTheme } from '@material-ui/core/styles';
import { STATUS_COLORS, STATUS_TONES, type StatusKey } from '../../status';
import { useFleetText } from '../../translation';
import { StatusGlyph } from '../StatusMark';
import { glyphClass } from './glyphClass';
import { createMatrixWords, type MatrixWords } from './matrixWords';
import { GLYPH_SIZE, type MatrixSizes } from './matrixSizes';
import { useMatrixStyles } from './useMatrixStyles';

/**
 * All that cells need to draw themselves, found once for all of them: looking
 * up classes, colours and words in each would cost more than drawing it.
 */
export interface MatrixLook {
  classes: ReturnType<typeof useMatrixStyles>;
  words: MatrixWords;
  sizes: MatrixSizes;
  /** Whether there is no room for ages. */
  isCompact: boolean;
  glyph: (key: StatusKey, stale: boolean) => ReactElement;
  /** The class that draws the same, where a `GlyphSheet` is on the page. */
  glyphClass: (key: StatusKey, stale: boolean) => string;
  mode: 'light' | 'dark';
  color: (key: StatusKey) => string;
}

export function useMatrixLook(
  sizes: MatrixSizes,
  isCompact: boolean,
): MatrixLook {
  const classes = useMatrixStyles();
  const { palette } = useTheme();
  const text = useFleetText();
  const words = useMemo(() => createMatrixWords(text), [text]);
  const mode = palette.type;
  const ground = palette.background.default;
  return useMemo(() => {
    const glyphs = new Map<string, ReactElement>();
    const freshClasses = new Map<string, string>();
    const staleClasses = new Map<string, string>();
    const color = (key: StatusKey) =>
      STATUS_COLORS[mode][STATUS_TONES[key] ?? 'neutral'].mark;
    return {
      classes,
      words,
      sizes,
      isCompact,
      color,
      mode,
      glyphClass(key, stale) {
        const names = stale ? staleClasses : freshClasses;
        const known = names.get(key);
        if (known) return known;
        const made = `${classes.mark} ${glyphClass(mode, key, stale)}`;
        names.set(key, made);
        return made;
      },
      glyph(key, stale) {
        const id = `${key} ${stale}`;
        const known = glyphs.get(id);
        if (known) return known;
        const made = (
          <StatusGlyph
            statusKey={key}
            stale={stale}
            mark={color(key)}
            ground={ground}
            size={GLYPH_SIZE}
          />
        );
        glyphs.set(id, made);
        return made;
      },
    };
  }, [classes, words, sizes, isCompact, mode, ground]);
}
