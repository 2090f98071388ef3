// Prints a CycloneDX 1.6 bill of what a user installs: the NuGet packages that the application and the command edge are built of, and
// the packages of npm. The same lock files give the same bytes. Needs both projects restored, for what only the packages themselves say.
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { Enums, Models, Serialize, Spec, Validation } = createRequire(import.meta.url)('@cyclonedx/cyclonedx-library');
const root = resolve(fileURLToPath(import.meta.url), '../../../..');
const read = path => JSON.parse(readFileSync(resolve(root, path), 'utf8').replace(/^\uFEFF/, ''));
const hex = base64 => Buffer.from(base64, 'base64').toString('hex');
const sha512 = base64 => new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], hex(base64)]]);

const bom = new Models.Bom();
const application = new Models.Component(Enums.ComponentType.Application, 'edge-cdk', { bomRef: 'edge-cdk', purl: 'pkg:generic/edge-cdk' });
application.licenses.add(new Models.SpdxLicense(read('package.json').license));
bom.metadata.component = application;

function add(name, version, purl, hashes, license) {
  const component = new Models.Component(Enums.ComponentType.Library, name, { version, bomRef: purl, purl, hashes });
  if (license) component.licenses.add(license);
  bom.components.add(component);
  return component;
}

// What a package says of itself, where NuGet has put it. The hash is of the file as it is downloaded; that of the lock file is without
// the signature.
function unpacked(folders, id, version) {
  const name = id.toLowerCase();
  const folder = folders.map(folder => join(folder, name, version)).find(existsSync);
  const text = file => readFileSync(join(folder, file), 'utf8');
  const license = /<license type="expression">([^<]+)</.exec(text(`${name}.nuspec`))?.[1];
  return { hashes: sha512(text(`${name}.${version}.nupkg.sha512`)), license: license && new Models.SpdxLicense(license) };
}

const locked = ['src/EdgeCdk.App', 'src/EdgeCdk.Cli'].map(project => Object.values(read(`${project}/packages.lock.json`).dependencies)[0]);
const packages = Object.entries(Object.assign({}, ...locked));
const folders = Object.keys(read('src/EdgeCdk.App/obj/project.assets.json').packageFolders);
const components = new Map(packages.filter(([, entry]) => entry.type !== 'Project').map(([id, { resolved }]) => {
  const { hashes, license } = unpacked(folders, id, resolved);
  return [id.toLowerCase(), add(id, resolved, `pkg:nuget/${id}@${resolved}`, hashes, license)];
}));
for (const [id, entry] of packages) {
  // The application's own projects are one with it.
  const from = components.get(id.toLowerCase()) ?? application;
  for (const name of Object.keys(entry.dependencies ?? {})) {
    const to = components.get(name.toLowerCase());
    if (to) from.dependencies.add(to.bomRef);
  }
}

for (const [path, entry] of Object.entries(read('package-lock.json').packages).filter(([path]) => path)) {
  const name = path.replace(/^.*node_modules\//, '');
  const purl = `pkg:npm/${name.replace(/^@/, '%40')}@${entry.version}`;
  const hash = sha512(entry.integrity.replace(/^sha512-/, ''));
  application.dependencies.add(add(name, entry.version, purl, hash, new Models.SpdxLicense(entry.license)).bomRef);
}

const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
const json = serializer.serialize(bom, { sortLists: true, space: 2 });
const errors = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(json);
if (errors) {
  console.error(errors);
  process.exit(1);
}
console.log(json);
