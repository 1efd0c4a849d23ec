/** The text as a sentence of its own: with a capital letter, and a full stop where it has no end yet. */
export function sentence(text: string): string {
  if (text === '') return '';
  const begun = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?…:。！？]$/.test(begun)
    ? begun
    : /[\u3040-\u30ff\u4e00-\u9fff]$/.test(begun)
      ? `${begun}。`
      : `${begun}.`;
}
