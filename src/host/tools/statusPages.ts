import type { Snapshot } from '../../core/model/snapshot.ts';
import type { OwnPage } from '../../sources/gateway/ownPages.ts';
import { metricsType, openMetrics } from '../../words/served/openMetrics.ts';
import { statusDocument } from '../../words/served/statusDocument.ts';

/** What is put behind the address and its secret (docs/status.md). */
export const statusPages = { document: 'status.json', metrics: 'metrics' } as const;

/** The pages of the status, each made of the snapshot of the moment in which somebody reads it. */
export function statusPagesOf(current: () => Snapshot): ReadonlyMap<string, OwnPage> {
  const documentNow = () => statusDocument(current());
  return new Map<string, OwnPage>([
    [statusPages.document, { type: 'application/json', body: () => JSON.stringify(documentNow()) }],
    [statusPages.metrics, { type: metricsType, body: () => openMetrics(documentNow()) }],
  ]);
}
