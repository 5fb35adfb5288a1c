/** The program's sign: plots of land, the chosen one marked. */
export function Brand({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="#0b6b62" />
      <path d="M6 7.5 L14.5 6 L13 14 L6 15 Z" fill="#9fd8b9" />
      <path d="M16.5 5.8 L26 7 L26 13 L15 14 Z" fill="#48b39b" />
      <path d="M6 17 L12.8 16.1 L11.5 26 L6 25 Z" fill="#2d8f83" />
      <path
        d="M14.8 16 L26 15 L25.5 26 L13.5 26 Z"
        fill="#fde725"
        stroke="#fff"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  );
}
