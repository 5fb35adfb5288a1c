/**
 * What an archive may ask for. A member is unpacked only when it is read, into memory, and never beyond what it
 * declares; all limits are checked against the archive's real size before anything is unpacked.
 */
export const zipLimits = {
  /** Entries looked at; a delivery of map layers has tens. */
  entries: 20_000,
  /** Bytes of the list of contents. */
  directoryBytes: 64 * 1024 * 1024,
  /** One member, unpacked. */
  memberBytes: 2 * 1024 ** 3,
  /** All members that are read, unpacked. */
  totalBytes: 4 * 1024 ** 3,
  /** An archive may unpack to this without further questions ... */
  freeBytes: 500_000_000,
  /** ... and beyond it to at most this many times its own size. */
  ratio: 100,
} as const;

/** Deflate cannot pack more than this many bytes into one (RFC 1951: 258 bytes in two bits, with headers about 1032). */
export const largestDeflateRatio = 1032;
