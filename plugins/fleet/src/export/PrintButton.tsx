import Button from '@material-ui/core/Button';
import { useText } from '../translation';

/** Opens the browser's own dialog for printing. */
export function PrintButton() {
  const t = useText();
  return (
    <Button size="small" variant="outlined" onClick={() => window.print()}>
      {t('export.print')}
    </Button>
  );
}
