/**
 * The color themes that pictures are taken in: as a picker shows them, as a panel's body is marked and as each editor's
 * settings name them.
 */
export const themes = {
  dark: { label: 'Dark Modern', bodyClass: 'vscode-dark', '1.105.1': 'Default Dark Modern', '1.139.1': 'Dark Modern' },
  light: {
    label: 'Light Modern',
    bodyClass: 'vscode-light',
    '1.105.1': 'Default Light Modern',
    '1.139.1': 'Light Modern',
  },
  highContrast: {
    label: 'Dark High Contrast',
    bodyClass: 'vscode-high-contrast:not(.vscode-high-contrast-light)',
    '1.105.1': 'Default High Contrast',
    '1.139.1': 'Default High Contrast',
  },
  highContrastLight: {
    label: 'Light High Contrast',
    bodyClass: 'vscode-high-contrast-light',
    '1.105.1': 'Default High Contrast Light',
    '1.139.1': 'Default High Contrast Light',
  },
} as const;

/** One of the themes that pictures are taken in. */
export type ThemeName = keyof typeof themes;
