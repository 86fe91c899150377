export * from './DetailDrawer';
export * from './FieldList';
