import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type ExceptionScopeRequest,
  type FleetDriftPreview,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  UntrustedText,
  type Sight,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { countWords } from '../driftCounts';
import { resourceWords } from '../driftWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: theme.spacing(1, 0, 1.5),
      padding: theme.spacing(1, 1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      fontSize: 13,
    },
    heading: { margin: 0, fontSize: 13, fontWeight: 600 },
    list: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetIgnorePreview' },
);

/** What an exception would hide over the whole fleet. */
export function IgnorePreview(props: {
  scope: ExceptionScopeRequest | undefined;
  preview: Sight<FleetDriftPreview>;
}) {
  const { scope, preview } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <section
      className={classes.root}
      aria-label={t('drift.ignore.preview')}
      aria-live="polite"
    >
      <h3 className={classes.heading}>{t('drift.ignore.preview')}</h3>
      {scope ? (
        <SightView
          sight={preview}
          permission={fleetInstanceReadPermission.name}
          loading={<LoadingView rows={1} />}
        >
          {found => <Hidden preview={found} />}
        </SightView>
      ) : (
        <div className={classes.quiet}>{t('drift.ignore.choose')}</div>
      )}
    </section>
  );
}

function Hidden(props: { preview: FleetDriftPreview }) {
  const { episodes, headline, components, clusters, examples, limited } =
    props.preview;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <div>
        {episodes === 0
          ? t('drift.ignore.hidesNothing')
          : t('drift.ignore.hides', {
              differences: countWords('differences', episodes, t),
              components: countWords('components', components, t),
              clusters: countWords('clusters', clusters, t),
            })}{' '}
        {headline > 0 &&
          t('drift.ignore.hidesNeeded', {
            count: headline,
            amount: headline.toLocaleString('en'),
          })}
      </div>
      {limited && limited.length > 0 && (
        <div className={classes.quiet}>{t('drift.ignore.limited')}</div>
      )}
      {examples.length > 0 && (
        <ul className={classes.list} aria-label={t('drift.ignore.examples')}>
          {examples.map(({ id, resource, cluster }) => (
            <li key={id}>
              <UntrustedText
                inline
                text={t('drift.ignore.example', {
                  resource: resourceWords(resource),
                  cluster: cluster.name,
                })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
