#!/usr/bin/env node
// What `npx edge` runs.
import { launch } from '../launch.mjs';

launch('EdgeCdk.Cli');
