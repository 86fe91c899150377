import { useMemo, useState } from 'react';
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
  SightView,
  untrustedName,
  useComponentInstances,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import {
  ChoiceList,
  ChosenList,
  FieldFrame,
  titleOf,
  useToggle,
  valueOfField,
  WrittenValue,
  type FieldProps,
} from '../choice';
import { componentOf } from '../clusters/componentOf';
import { readReleaseOptions, type ReleaseOptions } from './releaseOptions';
import { ReleaseRow } from './ReleaseRow';
import { runningVersions } from './runningVersions';
import { useReleaseLabel } from './useReleaseLabel';

/** Of how many instances versions are told. */
const MOST = 1_000;

const useStyles = makeStyles(
  theme => ({
    quiet: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetReleasePicker' },
);

/** What the list of versions takes of its field. */
type ListProps = Pick<
  Parameters<typeof ChoiceList>[0],
  | 'label'
  | 'chosen'
  | 'several'
  | 'onToggle'
  | 'isDisabled'
  | 'isRequired'
  | 'isInvalid'
>;

/**
 * Chooses a version of a component that runs somewhere, in a form of the scaffolder;
 * inside a provider.
 */
export function ReleasePickerField(props: FieldProps) {
  const { uiSchema, formContext } = props;
  const t = useText();
  const said = JSON.stringify(uiSchema?.['ui:options'] ?? {});
  const options = useMemo(
    () => readReleaseOptions({ 'ui:options': JSON.parse(said) }),
    [said],
  );
  const { chosen, several, toggle } = useToggle(props);
  const isDisabled = props.disabled || props.readonly;
  // What is written stands where it was written until something of the list is chosen.
  const [written, setWritten] = useState('');
  const list: ListProps = {
    label: titleOf(props),
    chosen,
    several,
    onToggle: value => {
      setWritten('');
      toggle(value);
    },
    isDisabled,
    isRequired: props.required,
    isInvalid: Boolean(props.rawErrors?.length),
  };
  const component = componentOf(
    options.componentField
      ? valueOfField(formContext?.formData, options.componentField)
      : options.component,
  );
  return (
    <FieldFrame field={props}>
      <ChosenList
        chosen={chosen}
        onRemove={list.onToggle}
        isDisabled={isDisabled}
      />
      {component ? (
        <Versions component={component} options={options} list={list} />
      ) : (
        <EmptyView title={t('fields.regions.noComponentTitle')}>
          {t('fields.releases.noComponentText')}
        </EmptyView>
      )}
      {options.allowNew && !several && (
        <WrittenValue
          label={t('fields.releases.another')}
          hint={t('fields.releases.anotherHint')}
          text={written}
          maxLength={props.schema.maxLength}
          isDisabled={isDisabled}
          onChange={text => {
            setWritten(text);
            props.onChange(text.trim() || undefined);
          }}
        />
      )}
    </FieldFrame>
  );
}

function Versions(props: {
  component: EntityKey;
  options: ReleaseOptions;
  list: ListProps;
}) {
  const { component, options, list } = props;
  const classes = useStyles();
  const t = useText();
  const { sight, isComplete, isCut } = useComponentInstances(component, MOST);
  return (
    <SightView
      sight={sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={3} />}
    >
      {pages => (
        <>
          <CoverageBar
            coverage={pages[0].coverage}
            hidden={pages[0].hidden}
            limited={pages[0].limited}
          />
          {isCut && (
            <div className={classes.quiet} role="status">
              {t('fields.releases.cut', { most: MOST.toLocaleString('en') })}
            </div>
          )}
          <Found
            name={component.name}
            pages={pages}
            options={options}
            list={list}
            isWhole={isComplete}
          />
        </>
      )}
    </SightView>
  );
}

function Found(props: {
  name: string;
  pages: readonly ComponentFleet[];
  options: ReleaseOptions;
  list: ListProps;
  isWhole: boolean;
}) {
  const { pages, options, list, isWhole } = props;
  const classes = useStyles();
  const t = useText();
  const labelOf = useReleaseLabel();
  const { versions, untold } = useMemo(
    () =>
      runningVersions(
        pages.flatMap(({ instances }) => instances),
        options.environments,
      ),
    [pages, options],
  );
  const name = untrustedName(props.name);
  return (
    <>
      {versions.length > 0 && (
        <ChoiceList
          {...list}
          sections={[
            {
              key: 'versions',
              choices: versions.map(release => ({
                value: release.version,
                label: labelOf(release),
                content: <ReleaseRow release={release} />,
              })),
            },
          ]}
        />
      )}
      {versions.length === 0 && isWhole && (
        <EmptyView
          title={
            options.environments
              ? t('fields.releases.emptyThereTitle', {
                  name,
                  environments: options.environments
                    .map(untrustedName)
                    .join(', '),
                })
              : t('fields.releases.emptyTitle', { name })
          }
        >
          {t('fields.releases.emptyText')}
        </EmptyView>
      )}
      {untold > 0 && (
        <div className={classes.quiet} role="status">
          {t('fields.releases.untold', { count: untold })}
        </div>
      )}
    </>
  );
}
