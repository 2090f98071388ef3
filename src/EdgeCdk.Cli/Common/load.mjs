import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A library of the user's repository, else of the one that this file lies in. */
export function load(name) {
  const places = [join(process.cwd(), 'package.json'), import.meta.url];
  for (const place of places) {
    try {
      return createRequire(place)(name);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  process.stderr.write(`${name} is not installed; run npm ci in the directory that holds cdk.json\n`);
  process.exit(1);
}
