import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ExportAuditQuery } from '@fleetview/backstage-plugin-fleet-common';
import {
  fleetApiRef,
  StatusMark,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { saveFile } from '../export';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      fontSize: 13,
    },
  }),
  { name: 'FleetExportButtons' },
);

type State =
  | { kind: 'idle' | 'busy' | 'saved' | 'cut' }
  | { kind: 'failed'; message: string };

/**
 * Saves what the filters let through as a file; the last 30 days where no time
 * was chosen.
 */
export function ExportButtons(props: {
  query: Omit<ExportAuditQuery, 'format'>;
  hasTime: boolean;
}) {
  const { query, hasTime } = props;
  const api = useApi(fleetApiRef);
  const classes = useStyles();
  const t = useText();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const save = async (format: 'csv' | 'ndjson') => {
    setState({ kind: 'busy' });
    try {
      const { file, cut } = await api.exportAudit({ ...query, format });
      saveFile(file, `fleet-audit.${format}`);
      setState({ kind: cut ? 'cut' : 'saved' });
    } catch (error) {
      setState({
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return (
    <span className={classes.root}>
      {(['csv', 'ndjson'] as const).map(format => (
        <Button
          key={format}
          size="small"
          variant="outlined"
          disabled={state.kind === 'busy'}
          title={hasTime ? undefined : t('audit.export.recent')}
          onClick={() => save(format)}
        >
          {t(`audit.export.${format}`)}
        </Button>
      ))}
      <span role="status">
        {state.kind === 'busy' && t('audit.export.busy')}
        {state.kind === 'saved' && t('audit.export.saved')}
        {state.kind === 'cut' && (
          <StatusMark
            status={{ key: 'interrupted', stale: false }}
            word={t('audit.export.cut')}
          />
        )}
        {state.kind === 'failed' && (
          <>
            <StatusMark
              status={{ key: 'degraded', stale: false }}
              word={t('audit.export.failed')}
            />{' '}
            <UntrustedText text={state.message} block />
          </>
        )}
      </span>
    </span>
  );
}
