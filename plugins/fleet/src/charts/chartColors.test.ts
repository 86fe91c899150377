import { createTheme, getContrastRatio } from '@material-ui/core/styles';
import { palettes } from '@backstage/theme';
import { groupColor, lineColor, mixed } from './chartColors';

const themes = (['light', 'dark'] as const).map(type =>
  createTheme({
    palette: {
      type,
      primary: palettes[type].primary,
      background: palettes[type].background,
    },
  }),
);
const series = { id: 'a', label: 'a', points: [] };

describe('mixed', () => {
  it('lays one colour over another', () => {
    expect(mixed('#ffffff', '#000000', 0.5)).toBe('rgb(128, 128, 128)');
    expect(mixed('rgba(255, 255, 255, 0.5)', '#000', 0.5)).toBe(
      'rgb(64, 64, 64)',
    );
    expect(mixed('#1c5fb8', '#ffffff')).toBe('rgb(28, 95, 184)');
    expect(mixed('hsl(10, 20%, 30%)', '#ffffff', 0.5)).toBe(
      'hsl(10, 20%, 30%)',
    );
  });
});

describe.each(themes)('colours of charts', theme => {
  const { type, background } = theme.palette;

  it(`can be seen on paper when it is ${type}`, () => {
    const colors = [0, 1, 2, 3].map(index => lineColor(theme, series, index));
    for (const color of colors) {
      expect(getContrastRatio(color, background.paper)).toBeGreaterThanOrEqual(
        3,
      );
    }
    expect(new Set(colors).size).toBe(4);
  });

  it(`tells groups of a stack apart when it is ${type}`, () => {
    const colors = [0, 1, 2, 3, 4, 5, 6].map(index =>
      groupColor(theme, series, index),
    );
    const others = groupColor(theme, { ...series, isOthers: true }, 7);
    expect(new Set([...colors, others]).size).toBe(8);
    // A status is shown in its own colour, whichever place it has.
    expect(groupColor(theme, { ...series, tone: 'bad' }, 0)).toBe(
      lineColor(theme, { ...series, tone: 'bad' }, 3),
    );
  });
});
