import { useNavigate, useSearchParams } from 'react-router-dom';
import TextField from '@material-ui/core/TextField';
import { useClusters } from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

/** More clusters than these are looked for on the clusters' own page. */
const CHOICES = 200;

/** With what a cluster is compared: with its group, or with another cluster. */
export function BesideChoice(props: { left: string; right?: string }) {
  const { left, right = '' } = props;
  const t = useText();
  const links = useFleetLinks();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { sight } = useClusters({ limit: CHOICES });
  const clusters =
    sight.kind === 'ready' ? sight.data.flatMap(page => page.items) : [];
  const isListed = clusters.some(({ id }) => id === right);
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      label={t('skew.besideLabel')}
      value={right}
      onChange={event =>
        navigate(
          links.skew({
            cluster: [
              left,
              ...(event.target.value ? [event.target.value] : []),
            ],
            ...(search.get('aspect')
              ? { aspect: [search.get('aspect') as string] }
              : {}),
          }),
        )
      }
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      inputProps={{ 'aria-label': t('skew.besideLabel') }}
    >
      <option value="">{t('skew.besideGroup')}</option>
      {right && !isListed && <option value={right}>{right}</option>}
      {clusters
        .filter(({ id }) => id !== left)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </TextField>
  );
}
