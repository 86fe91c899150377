import { palettes } from '@backstage/theme';
import { getContrastRatio } from '@material-ui/core/styles';
import { STATUS_COLORS, type StatusTone } from '../../status';
import { MATRIX_TINTS } from './matrixTints';

/** Of the portal's themes; texts are theirs. */
const PORTAL = {
  light: { grounds: ['#ffffff', '#f6f7f9'], texts: ['#566274', '#16202e'] },
  dark: { grounds: ['#14181f', '#1b2029'], texts: ['#a3aebd', '#e8ecf2'] },
};
const GROUNDS = {
  light: [palettes.light.background.default, ...PORTAL.light.grounds],
  dark: [palettes.dark.background.default, ...PORTAL.dark.grounds],
};

function channels(color: string): number[] {
  return [1, 3, 5, 7].map(at => {
    const part = color.slice(at, at + 2);
    return part === '' ? 255 : parseInt(part, 16);
  });
}

/** The colour that shows where a tint lies over a ground. */
function blend(tint: string, ground: string): string {
  const [red, green, blue, alpha] = channels(tint);
  const below = channels(ground);
  const mixed = [red, green, blue].map((value, index) =>
    Math.round((value * alpha) / 255 + below[index] * (1 - alpha / 255)),
  );
  return `#${mixed.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

const cases = (['light', 'dark'] as const).flatMap(mode =>
  Object.entries(MATRIX_TINTS[mode]).flatMap(([tint, color]) =>
    GROUNDS[mode].map(ground => ({ mode, tint, color, ground })),
  ),
);

describe('MATRIX_TINTS', () => {
  it.each(cases)(
    'lets marks and texts be legible on $tint over $ground ($mode)',
    ({ mode, color, ground }) => {
      const shown = blend(color, ground);
      for (const tone of Object.keys(STATUS_COLORS[mode]) as StatusTone[]) {
        expect(
          getContrastRatio(STATUS_COLORS[mode][tone].mark, shown),
        ).toBeGreaterThanOrEqual(3);
      }
      if (!PORTAL[mode].grounds.includes(ground)) return;
      for (const text of PORTAL[mode].texts) {
        expect(getContrastRatio(text, shown)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});
