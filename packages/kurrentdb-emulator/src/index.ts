export {
  type EmulatorOptions,
  type KurrentDbEmulator,
  PortInUseError,
  startKurrentDbEmulator,
} from './emulator.ts';
export { DataFolderInUseError, DataFolderUnusableError } from './store/database.ts';
