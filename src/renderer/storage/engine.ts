/** Hash of the source that measures and cuts, set by the build. */
declare const __ENGINE_BUILD__: string | undefined;

/** Names the engine: what another one worked out is not taken for this one's. */
export const engine = typeof __ENGINE_BUILD__ === 'undefined' ? 'source' : __ENGINE_BUILD__;
