import Button from '@material-ui/core/Button';
import { EmptyView } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** That nothing passes the filters, with the way back to all. */
export function FilteredView(props: { title: string; onClear: () => void }) {
  const t = useText();
  return (
    <EmptyView
      title={props.title}
      actions={
        <Button variant="outlined" size="small" onClick={props.onClear}>
          {t('overview.clearFilters')}
        </Button>
      }
    />
  );
}
