import type { FileLocator, JobHost } from '../../shared/jobs/compute.ts';
import type { ByteSource } from '../../shared/lib/byte-source.ts';
import { fetchSource } from './fetch-source.ts';

/** A file of the desktop's, with its kept columns where the desktop says that they are the same. */
export function openSource(locator: FileLocator, kept: NonNullable<JobHost['kept']>): ByteSource {
  const { keptAs } = locator;
  const source = fetchSource(locator);
  return keptAs === undefined ? source : { ...source, shared: () => kept(keptAs) };
}
