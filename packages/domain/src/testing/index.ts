export { inventoryOf, inventoryTool } from './inventories.ts';
export { anyLabelWish, anyNewLabel } from './label-wishes.ts';
export { anyNewSource, anySourceWish } from './source-wishes.ts';
export { anyNewTask, anyTaskWish } from './task-wishes.ts';
export { anyNewToolGroup, anyToolGroupWish } from './tool-group-wishes.ts';
export { anyStamp, deepFreeze, tryWishes, type Wish } from './wishes.ts';
