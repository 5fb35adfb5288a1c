import type { Cache } from './cache.ts';

/** Longer addresses are no small pictures of ours. */
const longest = 200_000;

const nameOf = (project: string): string => `thumbnail/${project}`;

/** Keeps the small picture of a project's map, a data address, by the project's `place`. */
export async function keepThumbnail(cache: Cache, project: string, picture: string): Promise<void> {
  if (picture.length <= longest) await cache.keep(nameOf(project), picture, picture.length);
}

/** The small pictures that are kept of these projects. */
export async function recallThumbnails(
  cache: Cache,
  projects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (projects.length === 0) return new Map();
  const kept = await cache.recall(projects.map(nameOf));
  return new Map(
    projects.flatMap((project): [string, string][] => {
      const picture = kept.get(nameOf(project));
      const isPicture =
        typeof picture === 'string' && picture.length <= longest && picture.startsWith('data:image/jpeg;base64,');
      return isPicture ? [[project, picture]] : [];
    }),
  );
}
