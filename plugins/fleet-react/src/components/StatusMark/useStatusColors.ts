import { useTheme } from '@material-ui/core/styles';
import { STATUS_COLORS, STATUS_TONES, type StatusKey } from '../../status';

/**
 * The colours of a status in the theme that is on.
 *
 * @public
 */
export function useStatusColors(): (key: StatusKey) => {
  mark: string;
  text: string;
  ground: string;
} {
  const theme = useTheme();
  return key => ({
    ...STATUS_COLORS[theme.palette.type][STATUS_TONES[key]],
    ground: theme.palette.background.paper,
  });
}
