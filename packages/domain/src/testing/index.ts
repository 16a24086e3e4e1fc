export { anyNewTask, anyTaskWish } from './task-wishes.ts';
export { anyNewToolGroup, anyToolGroupWish } from './tool-group-wishes.ts';
export { anyStamp, deepFreeze, tryWishes, type Wish } from './wishes.ts';
