import * as vscode from 'vscode';
import { limitMarks, longestLine } from '../../core/pasted/limitMarks.ts';
import { editorOf } from '../../words/advice/editor.ts';

/** Words of a terminal's line that speak of a limit, with the line to diagnose. */
interface LimitLink extends vscode.TerminalLink {
  readonly text: string;
}

interface LimitLinksParts {
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  diagnose(text: string): void;
}

/**
 * Underlines in terminals what speaks of a limit, tells what it means and diagnoses the line that is chosen. The editor
 * gives no more of a terminal than that line.
 */
export class LimitLinks implements vscode.TerminalLinkProvider<LimitLink> {
  readonly #parts: LimitLinksParts;

  constructor(parts: LimitLinksParts) {
    this.#parts = parts;
  }

  async provideTerminalLinks({ line }: Pick<vscode.TerminalLinkContext, 'line'>): Promise<LimitLink[]> {
    const marks = limitMarks(line);
    if (marks.length === 0) return [];
    const text = line.slice(0, longestLine);
    const tooltip = await this.#verdictOf(text);
    return marks.map(({ start, length }) => ({ startIndex: start, length, tooltip, text }));
  }

  handleTerminalLink({ text }: LimitLink): void {
    this.#parts.diagnose(text);
  }

  /** What reads errors is large, so the first line that needs it loads it. */
  async #verdictOf(text: string): Promise<string> {
    const [{ diagnoseText, localZone }, { pastedWords }, { verdictLine }] = await Promise.all([
      import('../actions/diagnoseText.ts'),
      import('../../words/pastedWords.ts'),
      import('../../words/verdictLine.ts'),
    ]);
    const diagnosis = diagnoseText(text, this.#parts.wall(), localZone());
    return verdictLine(pastedWords(diagnosis, editorOf(vscode.env.appName), null));
  }
}
