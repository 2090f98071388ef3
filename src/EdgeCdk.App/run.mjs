// What cdk.json names.
import { launch } from '../launch.mjs';

launch('EdgeCdk.App');
