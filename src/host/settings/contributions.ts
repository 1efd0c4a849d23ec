/** The names that package.json contributes; a test compares the two. */
export const commands = {
  addKey: 'keygauge.addKey',
  renameKey: 'keygauge.renameKey',
  replaceKey: 'keygauge.replaceKey',
  changeAddress: 'keygauge.changeAddress',
  removeKey: 'keygauge.removeKey',
  chooseModels: 'keygauge.chooseModels',
  checkNow: 'keygauge.checkNow',
  openPanel: 'keygauge.openPanel',
  pinLimit: 'keygauge.pinLimit',
  muteLimit: 'keygauge.muteLimit',
  unmuteLimits: 'keygauge.unmuteLimits',
  tryDemo: 'keygauge.tryDemo',
  replayDemo: 'keygauge.replayDemo',
  endDemo: 'keygauge.endDemo',
  openSettings: 'keygauge.openSettings',
  openLog: 'keygauge.openLog',
  showLimits: 'keygauge.showLimits',
  diagnose: 'keygauge.diagnose',
  diagnoseClipboard: 'keygauge.diagnoseClipboard',
  quiet: 'keygauge.quiet',
  willItFit: 'keygauge.willItFit',
  copyReport: 'keygauge.copyReport',
  copyRecap: 'keygauge.copyRecap',
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];

/** The only commands that the hover can run. */
export const hoverCommands = {
  openPanel: commands.openPanel,
  diagnoseClipboard: commands.diagnoseClipboard,
  quiet: commands.quiet,
  checkNow: commands.checkNow,
  addKey: commands.addKey,
  openSettings: commands.openSettings,
} as const;

export const settings = {
  style: 'keygauge.statusBar.style',
  amount: 'keygauge.statusBar.amount',
  limit: 'keygauge.statusBar.limit',
  alignment: 'keygauge.statusBar.alignment',
  thresholds: 'keygauge.warnings.thresholds',
  warn: 'keygauge.warnings.show',
  readyAgain: 'keygauge.warnings.readyAgain',
  shareOfRequestsPerMinute: 'keygauge.checks.percentOfRequestsPerMinute',
  shareOfRequestsPerDay: 'keygauge.checks.percentOfRequestsPerDay',
  dollarsPerDay: 'keygauge.checks.dollarsPerDay',
} as const;

/** Set while a demo runs, so that commands and menus can adapt. */
export const demoContext = 'keygauge.demo';
