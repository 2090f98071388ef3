// Reads {schema, texts} from standard input and answers, for each text, what a YAML editor would say: whether the schema takes it.
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const { schema, texts } = JSON.parse(readFileSync(0, 'utf8'));
const validate = new Ajv({ strict: true, validateFormats: false, keywords: ['patternErrorMessage'] }).compile(schema);
process.stdout.write(JSON.stringify(texts.map((text) => validate(parse(text)))));
