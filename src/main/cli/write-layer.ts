import { basename, dirname, extname, join } from 'node:path';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import type { OutputLayer } from '../../shared/formats/output.ts';
import { layerFormats, writeLayers } from '../../shared/formats/write-layers.ts';
import type { Issue } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { writeTogether } from './output.ts';
import { CommandError } from './usage.ts';

const formats = [...layerFormats, 'gpkg'] as const;
const otherPlace = 'Choose another place for it.';

/** The format that a file's extension names; wrong usage where it is none that layers are written in. */
export function formatOfFile(out: string): (typeof formats)[number] {
  const extension = extname(out).slice(1).toLowerCase();
  const format = formats.find((known) => known === (extension === 'json' ? 'geojson' : extension));
  if (format) return format;
  const list = formats.map((known) => `.${known}`).join(', ');
  throw new CommandError(2, `${out}: a layer is written as ${list}; the extension says which.`);
}

/** Writes one layer to a file in the format of its extension; what was lost or changed, and the file, on stderr. */
export async function writeLayer(out: string, layer: OutputLayer, language: Language): Promise<void> {
  const say = (issues: readonly Issue[]) => {
    for (const one of issues) process.stderr.write(`${basename(out)}: ${describeIssue(one, language)}\n`);
  };
  const format = formatOfFile(out);
  if (format === 'gpkg') {
    const { writeGeoPackage } = await import('./geopackage.ts');
    say(await writeGeoPackage(out, [layer], otherPlace));
  } else {
    const output = writeLayers(format, basename(out, extname(out)), [layer]);
    if (!output.ok) throw new CommandError(1, `${out}: ${describeIssue(output.reason, language)}`);
    say(output.value.issues);
    const { files } = output.value;
    const pathOf = (name: string) => (files.length === 1 ? out : join(dirname(out), name));
    await writeTogether(
      files.map((file) => ({ path: pathOf(file.name), chunks: file.pieces() })),
      otherPlace,
    );
  }
  process.stderr.write(`${out}\n`);
}
