// What npm runs before it packs: a package has the programs, and not their sources.
import { buildAll } from './launch.mjs';

await buildAll(['EdgeCdk.App', 'EdgeCdk.Cli']);
