import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { layersOfKinds } from '../gathering/layers-of-kinds.ts';
import { NamedTexts } from '../gathering/named-texts.ts';
import { ShapesByKind } from '../gathering/shapes-by-kind.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { readWholeText, refuseText } from '../read-text.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { readXml, type XmlHandler } from './read-xml.ts';

/** What a reader of a format in XML fills. */
export interface XmlTarget {
  readonly shapes: ShapesByKind;
  readonly texts: NamedTexts;
  readonly log: IssueLog;
}

/** A format in XML: the element that a document of it begins with, and what to do with the elements. */
export interface XmlFormat {
  readonly name: string;
  readonly root: string;
  handler(target: XmlTarget): XmlHandler;
}

/** Reads a document in longitude and latitude on WGS 84. What stands before the place where it breaks off is kept. */
export async function readXmlLayer(
  format: XmlFormat,
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const refused = refuseText(source);
  if (refused) return failure(refused);
  const log = new IssueLog();
  const { text, encoding } = await readWholeText(source, options.encoding, log, progress);
  const target: XmlTarget = { shapes: new ShapesByKind(), texts: new NamedTexts(), log };
  const inner = format.handler(target);
  let root: string | null = null;
  const broken = readXml(text, {
    open: (element, attributes) => {
      root ??= element;
      if (root === format.root) inner.open(element, attributes);
    },
    close: (element) => inner.close(element),
    text: (piece) => inner.text(piece),
  });
  if (root !== format.root) return failure(problem('xml-wrong-root', { file: source.name, root: format.root }));
  if (broken !== null)
    log.add('error', 'xml-broken', { file: source.name, line: broken.line, read: target.shapes.count });
  return success(
    layersOfKinds({
      name,
      format: format.name,
      crs: layerCrs(options.crs, 'EPSG:4326', 'file', log),
      shapes: target.shapes,
      kind: null,
      columns: target.texts.finish(target.shapes.count, log),
      encoding,
      log,
    }),
  );
}
