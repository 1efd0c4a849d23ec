type Remark = { readonly message: string; readonly severity: number } | undefined;

/** An input box that a test types into. */
export class FakeInputBox {
  title = '';
  prompt = '';
  password = false;
  validationMessage: Remark;
  buttons: readonly { readonly tooltip: string }[] = [];
  valueSelection: readonly [number, number] | undefined;
  isOpen = false;
  #value = '';
  readonly #listeners = new Map<string, () => void>();

  get value(): string {
    return this.#value;
  }

  /** As in the editor, what the extension writes is told to it as well, a little later. */
  set value(value: string) {
    this.#value = value;
    queueMicrotask(() => this.#listeners.get('changed')?.());
  }

  onDidChangeValue = (listener: () => void) => void this.#listeners.set('changed', listener);
  onDidAccept = (listener: () => void) => void this.#listeners.set('accepted', listener);
  onDidHide = (listener: () => void) => void this.#listeners.set('hidden', listener);
  onDidTriggerButton = (listener: () => void) => void this.#listeners.set('pressed', listener);

  show(): void {
    this.isOpen = true;
    shown.push(this);
  }

  dispose(): void {
    if (this.isOpen) this.escape();
  }

  async type(text: string): Promise<void> {
    this.value = text;
    await settled();
  }

  async enter(): Promise<void> {
    this.#listeners.get('accepted')?.();
    await settled();
  }

  escape(): void {
    this.isOpen = false;
    this.#listeners.get('hidden')?.();
  }

  press(): void {
    this.#listeners.get('pressed')?.();
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Every box that was opened. */
export const shown: FakeInputBox[] = [];

/** What stood in each simple box when it opened. */
export const presented: string[] = [];

/** What was opened in a browser. */
export const opened: string[] = [];

/** What the latest list offered. */
export const offered: string[] = [];

/** What stood in the field of each list. */
export const placeHolders: string[] = [];

/** What stood below each line of the latest list, beside it first; or below the latest message. */
export const details: string[] = [];

/** What each list, message and box was called, and the answer to it: a label, `null` to leave, or a text to type. */
export const asked: string[] = [];
let script: (string | null)[] = [];

/** Answers what will be asked, in order; whatever comes beyond is left. */
export function willAnswer(...answers: (string | null)[]): void {
  script = answers;
  asked.length = 0;
  placeHolders.length = 0;
  shown.length = 0;
  presented.length = 0;
}

function answerTo(question: string): string | null {
  asked.push(question);
  return script.shift() ?? null;
}

async function showMessage(text: string, ...rest: (string | { readonly detail?: string })[]) {
  const buttons = rest.filter((one) => typeof one === 'string');
  details.push(...rest.flatMap((one) => (typeof one === 'string' ? [] : (one.detail ?? []))));
  if (buttons.length === 0) return void asked.push(text);
  const answer = answerTo(text);
  return buttons.find((button) => button === answer);
}

/** What the editor asks its user with, answered by a script. */
export const questions = {
  createInputBox: () => {
    const box = new FakeInputBox();
    if (script.length > 0)
      setImmediate(async () => {
        const answer = answerTo(box.title);
        if (answer === null) return box.escape();
        await box.type(answer);
        await box.enter();
      });
    return box;
  },
  showQuickPick: async (
    items: readonly {
      readonly label: string;
      readonly description?: string;
      readonly detail?: string;
      readonly picked?: boolean;
    }[],
    options: { title?: string; placeHolder?: string; canPickMany?: boolean },
  ) => {
    placeHolders.push(options.placeHolder ?? '');
    const answer = answerTo(options.title ?? options.placeHolder ?? '');
    offered.splice(0, offered.length, ...items.map(({ label }) => label));
    details.splice(0, details.length, ...items.map(({ description = '', detail = '' }) => `${description} ${detail}`));
    if (options.canPickMany) return answer === null ? undefined : items.filter(({ picked }) => picked);
    return items.find(({ label }) => label === answer);
  },
  showInputBox: async ({ title = '', value = '' }: { title?: string; value?: string }) => {
    presented.push(value);
    const answer = answerTo(title);
    return answer === '' ? value : (answer ?? undefined);
  },
  showErrorMessage: async (text: string, ...buttons: string[]) => {
    const answer = answerTo(text);
    return buttons.find((button) => button === answer);
  },
  showInformationMessage: showMessage,
  showWarningMessage: showMessage,
  withProgress: <T>(_options: unknown, work: () => T) => work(),
};
export const QuickPickItemKind = { Separator: -1 };
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 };
export const ProgressLocation = { Window: 10 };
export const openExternal = async (uri: string) => opened.push(uri);
export class ThemeIcon {}
