import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type ComponentFleet,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  LoadingView,
  shortVersion,
  SightView,
  UNASSIGNED,
  untrustedName,
  useComponentFleet,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { ChoiceList, type ChoiceSection } from '../choice';
import { countChoice } from './countChoice';
import type { RegionListProps } from './types';
import { waveGroups, type WaveGroups } from './waveGroups';

const useStyles = makeStyles(
  theme => ({
    quiet: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetWaveList' },
);

/** The waves of a component's release, with how far each is; what is in none last. */
export function WaveList(
  props: RegionListProps & { component: EntityKey | undefined },
) {
  const { component, ...list } = props;
  const t = useText();
  return component ? (
    <Waves component={component} {...list} />
  ) : (
    <EmptyView title={t('fields.regions.noComponentTitle')}>
      {t('fields.regions.noComponentText')}
    </EmptyView>
  );
}

function Waves(props: RegionListProps & { component: EntityKey }) {
  const { component, ...list } = props;
  const { sight } = useComponentFleet(component);
  return (
    <SightView
      sight={sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={3} />}
    >
      {([page]) => (
        <>
          <CoverageBar
            coverage={page.coverage}
            hidden={page.hidden}
            limited={page.limited}
          />
          <Found page={page} {...list} />
        </>
      )}
    </SightView>
  );
}

function Found(props: RegionListProps & { page: ComponentFleet }) {
  const { page, options, ...list } = props;
  const classes = useStyles();
  const t = useText();
  const groups = waveGroups(page);
  if (!groups) {
    return (
      <EmptyView title={t('fields.regions.noWavesTitle')}>
        {t('fields.regions.noWavesText')}
      </EmptyView>
    );
  }
  const sectionsOf = ({ waves, inNoWave }: WaveGroups): ChoiceSection[] => [
    {
      key: 'waves',
      title: t('fields.regions.sections.waves'),
      choices: waves.map(({ name, members, done }) =>
        countChoice({
          value: name,
          count: t('fields.regions.places', { count: members }),
          note: t('fields.regions.wave', {
            done: String(done),
            members: String(members),
          }),
        }),
      ),
    },
    {
      key: 'unassigned',
      title: t('fields.regions.sections.unassigned'),
      choices:
        inNoWave > 0
          ? [
              countChoice({
                value: UNASSIGNED,
                name: t('unassigned'),
                count: t('fields.regions.places', { count: inNoWave }),
                note: t('fields.regions.noWave'),
                isOff: !options.allowUnassigned,
              }),
            ]
          : [],
    },
  ];
  const { version, revision } = groups.release;
  return (
    <>
      <div className={classes.quiet}>
        {t('fields.regions.waveOf', {
          release: untrustedName(
            shortVersion(version ?? revision?.value ?? t('none')),
          ),
        })}
      </div>
      <ChoiceList {...list} sections={sectionsOf(groups)} />
    </>
  );
}
