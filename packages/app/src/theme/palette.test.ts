import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getContrastRatio } from '@material-ui/core/styles';
import { portalPalette } from './palette';

const css = readFileSync(join(__dirname, 'portal.css'), 'utf8');

describe.each(['light', 'dark'] as const)('the %s theme', mode => {
  const colors = portalPalette[mode];

  it.each(['background', 'paper', 'sidebar'] as const)(
    'is legible on its %s',
    ground => {
      for (const text of ['text', 'textQuiet', 'accent'] as const) {
        expect(
          getContrastRatio(colors[text], colors[ground]),
        ).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('gives the shell the same colours as the content', () => {
    const block = css.split(`[data-theme-mode='${mode}'] {`)[1].split('}')[0];
    const variable = (name: string) =>
      new RegExp(`${name}: ([^;]+);`).exec(block)?.[1];
    expect({
      background: variable('--bui-bg-app'),
      paper: variable('--bui-bg-neutral-1'),
      text: variable('--bui-fg-primary'),
      textQuiet: variable('--bui-fg-secondary'),
      line: variable('--bui-border-1'),
      accent: variable('--bui-accent-bg'),
    }).toEqual({
      background: colors.background,
      paper: colors.paper,
      text: colors.text,
      textQuiet: colors.textQuiet,
      line: colors.line,
      accent: colors.accent,
    });
  });
});
