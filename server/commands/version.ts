// By name, so that the bundle holds one line of the manifest.
import { version } from '../../package.json';

export const VERSION: string = version;
