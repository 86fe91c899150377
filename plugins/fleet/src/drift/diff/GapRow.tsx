import { useText } from '../../translation';
import { useDiffStyles } from './useDiffStyles';

/** Lines that are the same and are left out. */
export function GapRow(props: { lines: number; columns: number }) {
  const classes = useDiffStyles();
  const t = useText();
  return (
    <tr className={classes.gap}>
      <td colSpan={props.columns}>
        {t('drift.differences.same', { count: props.lines })}
      </td>
    </tr>
  );
}
