import { makeStyles } from '@material-ui/core/styles';
import type { ComponentFleet } from '@fleetview/backstage-plugin-fleet-common';
import {
  CopyButton,
  EmptyView,
  entityName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { Section } from '../shared';
import { useText } from '../translation';
import { CandidateItem } from '../unbound/CandidateItem';

const useStyles = makeStyles(
  theme => ({
    snippet: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1.5),
      padding: theme.spacing(1.25, 1.5),
      borderRadius: 6,
      background: theme.palette.type === 'dark' ? '#ffffff0d' : '#0a14240a',
      color: theme.palette.text.primary,
      '& pre': {
        flex: 1,
        margin: 0,
        overflowX: 'auto',
        fontFamily: 'ui-monospace, monospace',
        fontSize: 13,
        lineHeight: '20px',
      },
    },
  }),
  { name: 'FleetHowToBind' },
);

/**
 * What to write into the catalog so that a component is found on clusters.
 */
export function HowToBind(props: { component: ComponentFleet }) {
  const { known, hints, entityRef, limited, problems } = props.component;
  const { candidates = [] } = props.component;
  const classes = useStyles();
  const t = useText();
  const snippet = [
    'metadata:',
    '  annotations:',
    ...hints.map(
      ({ annotation, value }) =>
        `    ${annotation}: ${value ?? entityName(entityRef)}`,
    ),
  ].join('\n');
  return (
    <EmptyView
      title={
        known
          ? t(limited ? 'component.limitedTitle' : 'component.emptyTitle')
          : t('component.emptyUnknownTitle')
      }
    >
      {!known && <div>{t('component.emptyUnknownText')}</div>}
      {hints.length > 0 && (
        <>
          <div>{t('component.emptyText')}</div>
          <div className={classes.snippet}>
            <pre>{snippet}</pre>
            <CopyButton text={snippet} label={t('component.copySnippet')} />
          </div>
        </>
      )}
      {problems && problems.length > 0 && (
        <Section title={t('component.problems')}>
          {problems.map(problem => (
            <div key={problem}>
              <UntrustedText text={problem} block />
            </div>
          ))}
        </Section>
      )}
      {candidates.length > 0 && (
        <Section title={t('component.candidates')}>
          {candidates.map(item => (
            <CandidateItem key={item.id} item={item} />
          ))}
        </Section>
      )}
    </EmptyView>
  );
}
