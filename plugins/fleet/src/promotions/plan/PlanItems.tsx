import { Fragment } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetPlanItem } from '@fleetview/backstage-plugin-fleet-common';
import {
  shortVersion,
  untrustedName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../../translation';
import { imageName, waveName } from '../promotionWords';

const useStyles = makeStyles(
  theme => ({
    room: { overflowX: 'auto', position: 'relative' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: theme.spacing(0.5, 1.5, 0.5, 0),
        textAlign: 'left',
        verticalAlign: 'top',
        borderBottom: `1px solid ${theme.palette.divider}`,
        overflowWrap: 'anywhere',
        minWidth: 70,
      },
      '& thead th': { fontWeight: 400, color: theme.palette.text.secondary },
    },
    wave: { fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary },
    why: { margin: 0, padding: 0, listStyle: 'none' },
  }),
  { name: 'FleetPlanItems' },
);

/** What happens on each cluster, wave by wave. */
export function PlanItems(props: { items: readonly FleetPlanItem[] }) {
  const { items } = props;
  const classes = useStyles();
  const t = useText();
  if (items.length === 0) return null;
  const waves = [...new Set(items.map(({ wave }) => wave))];
  const hasWhy = items.some(({ because }) => because.length > 0);
  const columns = hasWhy ? 4 : 3;
  return (
    // Reached by the keyboard where it is wider than its room.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.room} tabIndex={0}>
      <table className={classes.table} aria-label={t('promotions.plan.items')}>
        <thead>
          <tr>
            <th scope="col">{t('promotions.plan.cluster')}</th>
            <th scope="col">{t('promotions.plan.change')}</th>
            <th scope="col">{t('promotions.plan.fromTo')}</th>
            {hasWhy && <th scope="col">{t('promotions.plan.why')}</th>}
          </tr>
        </thead>
        <tbody>
          {waves.map(wave => (
            <Fragment key={wave}>
              <tr>
                <th scope="colgroup" colSpan={columns} className={classes.wave}>
                  {t('promotions.plan.wave', { wave: waveName(wave, t) })}
                </th>
              </tr>
              {items
                .filter(item => item.wave === wave)
                .map(item => (
                  <Item
                    key={`${item.cluster.id} ${item.namespace}`}
                    item={item}
                    hasWhy={hasWhy}
                  />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Item(props: { item: FleetPlanItem; hasWhy: boolean }) {
  const { item, hasWhy } = props;
  const { cluster, namespace, change, images, revision, because } = item;
  const classes = useStyles();
  const t = useText();
  return (
    <tr>
      <td>
        <UntrustedText text={cluster.name} inline />
        {namespace && (
          <span className={classes.quiet}>
            {' '}
            <UntrustedText text={namespace} inline />
          </span>
        )}
      </td>
      <td>{t(`promotions.change.${change}`)}</td>
      <td>
        {images.map(image => (
          <div
            key={`${image.workload} ${image.container}`}
            title={untrustedName(
              `${wholeImage(image.from)} → ${wholeImage(image.to)}`,
            )}
          >
            {images.length > 1 && (
              <span className={classes.quiet}>
                <UntrustedText text={nameOf(image)} inline />{' '}
              </span>
            )}
            {versionWords(image.from, image.change, t)} →{' '}
            {versionWords(image.to, image.change, t)}
          </div>
        ))}
        {revision && (revision.from ?? revision.to) && (
          <div className={classes.quiet}>
            <UntrustedText
              text={`${revisionWords(revision.from, t)} → ${revisionWords(
                revision.to,
                t,
              )}`}
              inline
            />
          </div>
        )}
      </td>
      {hasWhy && (
        <td>
          <ul className={classes.why}>
            {because.map(each => (
              <li key={each}>{t(`promotions.refusal.${each}`)}</li>
            ))}
          </ul>
        </td>
      )}
    </tr>
  );
}

type Image = FleetPlanItem['images'][number];

function nameOf({ from, to, container }: Image): string {
  const image = to ?? from;
  return image ? imageName(image) : container;
}

function wholeImage(image: Image['from']): string {
  return image
    ? [image.repository, image.tag, image.digest].filter(Boolean).join(' ')
    : '?';
}

/** What an image is called; of none, whether that is known. */
function versionWords(
  image: Image['from'],
  change: Image['change'],
  t: Text,
): string {
  if (!image) {
    return t(
      change === 'unknown'
        ? 'promotions.plan.notKnown'
        : 'promotions.plan.nothing',
    );
  }
  const { tag, digest } = image;
  // The same tag twice would say that nothing changes.
  const words = [tag, digest && shortVersion(digest)].filter(Boolean).join(' ');
  return untrustedName(words || imageName(image));
}

function revisionWords(
  revision: { value: string } | undefined,
  t: Text,
): string {
  return revision
    ? shortVersion(revision.value)
    : t('promotions.plan.notKnown');
}
