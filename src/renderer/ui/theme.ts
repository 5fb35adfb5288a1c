import { createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e6f5f2',
  '#d0e9e4',
  '#a2d3ca',
  '#70bcae',
  '#49a897',
  '#2f9b88',
  '#1c8f7c',
  '#0b6b62',
  '#075a52',
  '#034841',
];

/** The look of all controls: compact, calm, one accent. Fonts are the system's own; nothing is downloaded. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine },
  fontFamily:
    "'Inter Variable', Inter, 'Segoe UI Variable', 'Segoe UI', 'SF Pro Text', 'Noto Sans', 'Liberation Sans', system-ui, sans-serif",
  defaultRadius: 'sm',
  fontSizes: { xs: '11px', sm: '12.5px', md: '13.5px', lg: '15px', xl: '19px' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, fz: 12 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
  },
});
