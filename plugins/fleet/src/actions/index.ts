export { ActionDialog } from './ActionDialog';
export { ActionMenu } from './ActionMenu';
export { AskedHere } from './AskedHere';
export { RowActionButton } from './RowActionButton';
