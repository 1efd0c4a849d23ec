import * as vscode from 'vscode';

/** Why a text is not taken, or a doubt that does not stop it. */
export interface Remark {
  readonly text: string;
  /** Whether the text is taken all the same. */
  readonly isDoubt?: true;
  /** Whether to empty the box, since what was pasted must not stay in view. */
  readonly forgets?: true;
}

/** What to ask for. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Selects `value`, so that typing replaces it. */
  readonly isSelected?: true;
  /** Takes an empty text as an answer too. */
  readonly mayBeEmpty?: boolean;
  /** Hides what is typed. */
  readonly isSecret?: true;
  /** A remark on `value` that holds until the text changes. */
  readonly complaint?: string | undefined;
  /** A page that helps with the answer. */
  readonly page?: { readonly name: string; readonly address: string } | undefined;
  /** A remark on a text that is not empty; `undefined` for a good one. */
  remarkOn(text: string): Remark | undefined;
}

/** Asks for a text in the editor's box and trims it. `undefined` when the user leaves. */
export async function askForText(question: TextQuestion): Promise<string | undefined> {
  const { title, prompt, placeholder, value = '', isSecret = false, complaint, page } = question;
  const box = vscode.window.createInputBox();
  Object.assign(box, { title, prompt, placeholder, value, password: isSecret, ignoreFocusOut: true });
  if (question.isSelected) box.valueSelection = [0, value.length];
  /** The remark that stays while the text is this one. */
  let held = complaint === undefined ? null : { at: value, text: complaint };
  const show = (remark: Remark | undefined) => {
    const severity = vscode.InputBoxValidationSeverity;
    box.validationMessage = remark && {
      message: remark.text,
      severity: remark.isDoubt ? severity.Warning : severity.Error,
    };
  };
  const remarkNow = (): Remark | undefined => {
    if (held && box.value === held.at) return { text: held.text, isDoubt: true };
    held = null;
    const text = box.value.trim();
    const remark = text === '' ? undefined : question.remarkOn(text);
    if (remark?.forgets) {
      box.value = '';
      held = { at: '', text: remark.text };
    }
    return remark;
  };
  if (page) {
    box.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: page.name }];
    box.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(page.address, true)));
  }
  show(remarkNow());
  box.onDidChangeValue(() => show(remarkNow()));
  return new Promise((resolve) => {
    box.onDidAccept(() => {
      const remark = remarkNow();
      show(remark);
      const text = box.value.trim();
      if ((text === '' && !question.mayBeEmpty) || (remark && !remark.isDoubt)) return;
      resolve(text);
      box.dispose();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}
