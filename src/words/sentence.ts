/**
 * The text as a sentence of its own: with a capital letter, and a full stop where it has no end yet. A first word with a
 * digit is a model's name, such as gpt-5, and stays as it is.
 */
export function sentence(text: string): string {
  if (text === '') return '';
  const begun = /^\S*\d/.test(text) ? text : text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?…:。！？]$/.test(begun)
    ? begun
    : /[\u3040-\u30ff\u4e00-\u9fff]$/.test(begun)
      ? `${begun}。`
      : `${begun}.`;
}
