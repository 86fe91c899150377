import { useTheme } from '@material-ui/core/styles';
import { usePlotArea, useYAxisScale } from 'recharts';
import { visibleText } from '@fleetview/backstage-plugin-fleet-react';
import { spreadLabels } from './spreadLabels';

const LINE_HEIGHT = 14;
const MOST_LETTERS = 20;

/** What stands at the right end of a chart, at the height of a value. */
export type EndLabel = { id: string; text: string; at: number; color: string };

/** Labels beside the ends of lines, moved apart where they would lie over each other. */
export function EndLabels(props: { labels: readonly EndLabel[] }) {
  const scale = useYAxisScale();
  const area = usePlotArea();
  const theme = useTheme();
  if (!scale || !area) return null;
  const placed = props.labels.flatMap(label => {
    const y = scale(label.at);
    return y === undefined ? [] : [{ label, y }];
  });
  const rows = spreadLabels(
    placed.map(({ y }) => y),
    { top: area.y + 4, bottom: area.y + area.height, gap: LINE_HEIGHT },
  );
  const right = area.x + area.width;
  return (
    <g>
      {placed.map(({ label: { id, text, color } }, index) => {
        const shown = visibleText(text);
        const letters = [...shown];
        return (
          <g key={id}>
            <rect
              x={right + 6}
              y={rows[index] - 4}
              width={8}
              height={8}
              rx={2}
              fill={color}
            />
            <text
              x={right + 18}
              y={rows[index]}
              dominantBaseline="central"
              fontSize={12}
              fill={theme.palette.text.primary}
            >
              {letters.length > MOST_LETTERS
                ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…`
                : shown}
            </text>
          </g>
        );
      })}
    </g>
  );
}
