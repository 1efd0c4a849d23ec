/** The commands that package.json contributes; a test compares the two. The start takes them from there. */
export const commandNames = [
  'addKey',
  'renameKey',
  'replaceKey',
  'changeAddress',
  'removeKey',
  'addAdminKey',
  'removeAdminKey',
  'chooseModels',
  'checkNow',
  'openPanel',
  'pinLimit',
  'muteLimit',
  'unmuteLimits',
  'tryDemo',
  'replayDemo',
  'endDemo',
  'openSettings',
  'openLog',
  'showLimits',
  'diagnose',
  'diagnoseClipboard',
  'quiet',
  'listenAlong',
  'connectTool',
  'copyStatusAddress',
  'willItFit',
  'copyReport',
  'exportHistory',
  'copyRecap',
] as const;

export type CommandName = (typeof commandNames)[number];

/** A command as the editor knows it. */
export function commandId<Name extends CommandName>(name: Name): `keygauge.${Name}` {
  return `keygauge.${name}`;
}

export const settings = {
  style: 'keygauge.statusBar.style',
  amount: 'keygauge.statusBar.amount',
  limit: 'keygauge.statusBar.limit',
  alignment: 'keygauge.statusBar.alignment',
  thresholds: 'keygauge.warnings.thresholds',
  warn: 'keygauge.warnings.show',
  readyAgain: 'keygauge.warnings.readyAgain',
  budgets: 'keygauge.warnings.budgets',
  shareOfRequestsPerMinute: 'keygauge.checks.percentOfRequestsPerMinute',
  shareOfRequestsPerDay: 'keygauge.checks.percentOfRequestsPerDay',
  dollarsPerDay: 'keygauge.checks.dollarsPerDay',
  statusPages: 'keygauge.checks.statusPages',
} as const;

/** Set while a demo runs, so that commands and menus can adapt. */
export const demoContext = 'keygauge.demo';
