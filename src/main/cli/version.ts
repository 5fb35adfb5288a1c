import manifest from '../../../package.json' with { type: 'json' };

/** Who made a result: name and version. */
export const engine = `${manifest.name} ${manifest.version}`;
