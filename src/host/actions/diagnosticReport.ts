import { providers } from '../../core/model/provider.ts';
import type { KeySnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { redact } from '../../core/redact.ts';

/** The versions and settings that the report was made under. */
export interface ReportSurroundings {
  readonly keygauge: string;
  readonly editor: string;
  readonly platform: string;
  readonly remote: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Everything that helps to understand a problem and nothing that identifies its author: no key, no organisation id, no
 * label, no origin but the providers' own. Markdown, ready to paste into an issue. `secrets` are removed whatever their
 * shape.
 */
export function diagnosticReport(snapshot: Snapshot, around: ReportSurroundings, secrets: Iterable<string>): string {
  const { settings, ...versions } = around;
  const report = {
    ...versions,
    settings,
    budget: snapshot.budget,
    sources: snapshot.sources,
    keys: snapshot.keys.map(keyReport),
  };
  return `\`\`\`json\n${redact(JSON.stringify(report, null, 2), secrets)}\n\`\`\`\n`;
}

/** The providers' own origins, which everybody uses: they do not reveal the author of a report. */
const publicOrigins = new Set(
  Object.values(providers).flatMap(({ baseUrl }) => (baseUrl === null ? [] : [new URL(baseUrl).origin])),
);

function keyReport({ provider, origin, storage, status, models, nextCheck, today }: KeySnapshot) {
  return {
    provider,
    origin: publicOrigins.has(origin) ? origin : 'another',
    storage,
    status,
    nextCheck,
    today,
    models: models.map(({ model, headers, age, failure, limits }) => ({
      model,
      headers,
      age,
      failure: failure && { ...failure.failure, age: failure.age, wait: failure.wait },
      limits: limits.map((limit) => {
        const { unit, pool, window, capacity, level, lastLevel, age: readAge, source, state, burnRate } = limit;
        return { unit, pool, window, capacity, level, lastLevel, age: readAge, source, state, burnRate };
      }),
    })),
  };
}
