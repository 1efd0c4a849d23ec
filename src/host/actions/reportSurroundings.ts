import { units } from '../../core/model/limit.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { familyOf } from '../../core/modelFamily.ts';
import { settings } from '../settings/contributions.ts';

/** The versions and settings that the report was made under, as the editor tells them. */
export interface ReportSurroundings {
  readonly keygauge: string;
  readonly editor: string;
  readonly platform: string;
  readonly remote: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether the editor keeps requests of extensions from being heard. */
  readonly hidesRequests?: boolean;
}

const editor =
  /^(?:VS Code|Visual Studio Code(?: - Insiders)?|Code - OSS|code-server|Cursor|VSCodium(?: - Insiders)?|Windsurf|Trae|Kiro|Positron)$/;
const version = /^\d{1,4}(?:\.\d{1,5}){1,2}(?:-[a-z]{1,10}(?:\.\d{1,4})?)?$/;
const platform =
  /^(?:aix|android|darwin|freebsd|linux|openbsd|sunos|win32) (?:arm|arm64|ia32|loong64|ppc64|riscv64|s390x|x64)$/;
const remote = /^(?:wsl|ssh-remote|dev-container|attached-container|codespaces|tunnel|k8s-container)$/;

/** Versions and settings as far as they are anybody's. */
export function reportedSurroundings(around: ReportSurroundings, snapshot: Snapshot) {
  const [, name = '', number = ''] = /^(.*) (\S+)$/.exec(around.editor) ?? [];
  const known = (text: string, shape: RegExp) => (shape.test(text) ? text : 'another');
  return {
    keygauge: known(around.keygauge, version),
    editor: `${known(name, editor)} ${known(number, version)}`,
    platform: known(around.platform, platform),
    hidesRequests: around.hidesRequests === true,
    remote: around.remote === null ? null : known(around.remote, remote),
    settings: Object.fromEntries(
      Object.values(settings)
        .filter((setting) => around.settings[setting] !== undefined)
        .map((setting) => [setting, reportedSetting(setting, around.settings[setting], snapshot)]),
    ),
  };
}

/** Everything that a setting can be, but for the name of a limit and numbers. */
const choices = ['icon', 'compact', 'full', 'left', 'used', 'right', 'never', 'afterLongWaits', 'always', 'lowest'];

function reportedSetting(name: string, value: unknown, snapshot: Snapshot): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (name === settings.thresholds) return reportedThresholds(value);
  if (name === settings.budgets) return reportedBudgets(value);
  if (choices.some((choice) => choice === value)) return value;
  return (name === settings.limit && pinnedLimit(value, snapshot)) || 'another value';
}

function reportedThresholds(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return 'another value';
  const given = value as Readonly<Record<string, { readonly low?: unknown; readonly critical?: unknown } | null>>;
  const number = (one: unknown) => (typeof one === 'number' ? one : one === undefined ? undefined : 'another value');
  return Object.fromEntries(
    units
      .filter((unit) => Object.hasOwn(given, unit))
      .map((unit) => [unit, { low: number(given[unit]?.low), critical: number(given[unit]?.critical) }]),
  );
}

/** Their names are those of keys. */
function reportedBudgets(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return 'another value';
  return Object.values(value).map((amount) => (typeof amount === 'number' ? amount : 'another value'));
}

/** A limit's id holds the whole name of its model. */
function pinnedLimit(id: unknown, { keys }: Snapshot) {
  const limit = keys.flatMap(({ models }) => models.flatMap(({ limits }) => limits)).find((one) => one.id === id);
  if (limit === undefined) return 'a limit that is not there';
  const { model, unit, pool, window } = limit;
  return { model: familyOf(model) ?? 'another model', unit, pool, window };
}
