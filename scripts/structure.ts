/** Reports on the structure of the tree and fails if it breaks scripts/structure/rules.ts: `npm test -- structure`. */
import { join } from 'node:path';
import { circles } from './structure/circles.ts';
import { outwardImports } from './structure/outwardImports.ts';
import { readSources } from './structure/readSources.ts';
import { allowed, bounds, folders, rings } from './structure/rules.ts';
import { longFiles, longFunctions, median } from './structure/sizes.ts';

const files = readSources(join(import.meta.dirname, '..'), folders);
const found = {
  circles: circles(new Map(files.map(({ path, imports }) => [path, imports]))).map((way) => way.join(' → ')),
  outwardImports: outwardImports(files, rings),
  longFiles: longFiles(files, bounds.file),
  longFunctions: longFunctions(files, bounds.function),
};
const titles = {
  circles: 'import circles',
  outwardImports: 'imports from an inner to an outer ring',
  longFiles: `files of more than ${bounds.file} lines that are not data`,
  longFunctions: `functions of more than ${bounds.function} lines`,
};
const middle = median(files.map(({ lines }) => lines));
console.log(`${files.length} files; the median has ${middle} lines (at most ${bounds.medianFile})`);
const complaints = middle > bounds.medianFile ? [`The median file has more than ${bounds.medianFile} lines.`] : [];
for (const name of Object.keys(titles) as (keyof typeof titles)[]) {
  const [count, known] = [found[name].length, allowed[name]];
  console.log(`${count} ${titles[name]}${count === known ? '' : ` (allowed: ${known})`}`);
  for (const line of found[name]) console.log(`  ${line}`);
  if (count > known) complaints.push(`There are more ${titles[name]} than allowed.`);
  if (count < known)
    complaints.push(`There are fewer ${titles[name]} than allowed: lower \`${name}\` in scripts/structure/rules.ts.`);
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
