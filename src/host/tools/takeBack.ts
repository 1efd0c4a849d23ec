import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { type ToolFile, toolFiles } from '../../core/tools/toolFile.ts';
import { baseUrlIn, isMarked } from '../../core/tools/toolFileText.ts';
import { backupOf, type Environment, placeOf, putBack, textOf } from './toolFileDisk.ts';

export interface TakeBackParts {
  readonly environment: Environment;
  readonly home: string;
  /** Whether a gateway answers there: that of another editor, which is still installed. */
  isAnswering(address: string): Promise<boolean>;
}

/**
 * Takes addresses of the gateway out of the files of tools, as *Disconnect* does, where nobody is left who could be asked: once the
 * extension is gone. What was written is told by its mark, or by the copy beside it; what the user has put there stays.
 */
export async function takeBack(parts: TakeBackParts): Promise<void> {
  // One that fails must not keep the others.
  for (const file of Object.values(toolFiles)) await takeOut(file, parts).catch(() => {});
}

async function takeOut(file: ToolFile, { environment, home, isAnswering }: TakeBackParts): Promise<void> {
  const path = placeOf(file, environment, home);
  const text = await textOf(path);
  const named = text === null ? null : baseUrlIn(text, file);
  if (text === null || named === null || !isGatewayAddress(named, null) || (await isAnswering(named))) return;
  const backup = await backupOf(path);
  if (backup === null && !isMarked(text, file)) return;
  const earlier = backup === null ? null : baseUrlIn((await textOf(backup)) ?? '', file);
  const before = earlier !== null && !isGatewayAddress(earlier, null) ? earlier : null;
  await putBack(path, text, file, { before, backup, isNew: backup === null });
}
