/** The one origin that pages of the application have. */
export const appOrigin = 'app://tomtevalg';
/** Address of the window's page. */
export const appPage = `${appOrigin}/index.html`;
/** Stands in the built page where each load gets its own nonce. */
export const noncePlaceholder = 'CSP_NONCE_PLACEHOLDER';

/**
 * The content security policy of a page. Scripts and workers come from the application alone; WebAssembly may be
 * compiled, text may not become code; data comes from the application or from opaque file handles; nothing is remote.
 * @param nonce allows the style elements that the component library inserts
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' file-handle:",
    "worker-src 'self'",
    "manifest-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer under `app://`: isolation (which shared memory needs), the policy, and no guessing of types. */
export function pageHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), display-capture=()',
    'cache-control': 'no-store',
  };
}
