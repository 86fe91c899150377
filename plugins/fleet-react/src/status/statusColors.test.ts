import { palettes } from '@backstage/theme';
import { getContrastRatio } from '@material-ui/core/styles';
import { STATUS_COLORS } from './statusColors';
import type { StatusTone } from './statusKeys';

const backgrounds = {
  light: [
    palettes.light.background.paper,
    palettes.light.background.default,
    '#ffffff',
    '#f6f7f9',
    '#f5f5f5',
  ],
  dark: [
    palettes.dark.background.paper,
    palettes.dark.background.default,
    '#14181f',
    '#1b2029',
    '#333333',
  ],
};

const cases = (['light', 'dark'] as const).flatMap(mode =>
  (Object.keys(STATUS_COLORS[mode]) as StatusTone[]).flatMap(tone =>
    backgrounds[mode].map(background => ({ mode, tone, background })),
  ),
);

describe('STATUS_COLORS', () => {
  it.each(cases)(
    '$tone is legible on $background ($mode)',
    ({ mode, tone, background }) => {
      const { mark, text } = STATUS_COLORS[mode][tone];
      expect(getContrastRatio(mark, background)).toBeGreaterThanOrEqual(3);
      expect(getContrastRatio(text, background)).toBeGreaterThanOrEqual(4.5);
    },
  );
});
