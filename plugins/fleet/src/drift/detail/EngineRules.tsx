import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { DetailSection } from './DetailSection';

const useStyles = makeStyles(
  theme => ({
    text: { margin: theme.spacing(0, 0, 1), fontSize: 13 },
    list: { margin: 0, paddingLeft: theme.spacing(2.5), fontSize: 13 },
    rule: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
    where: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetEngineRules' },
);

/** What an engine itself leaves out when it compares. Nothing where there is none. */
export function EngineRules(props: {
  rules: NonNullable<FleetDriftEpisodeDetail['rules']>;
}) {
  const { rules } = props;
  const classes = useStyles();
  const t = useText();
  if (rules.length === 0) return null;
  return (
    <DetailSection title={t('drift.rules.title')}>
      <p className={classes.text}>{t('drift.rules.text')}</p>
      <ul className={classes.list}>
        {rules.map(({ where, text }) => (
          <li key={`${where} ${text}`}>
            <UntrustedText text={text} block className={classes.rule} />
            <div className={classes.where}>
              <UntrustedText text={where} inline />
            </div>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
