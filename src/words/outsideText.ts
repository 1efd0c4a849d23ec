/**
 * Characters that are not seen for what they are: all but letters, marks, numbers, punctuation, symbols and spaces; and of
 * those, the ones that Unicode draws as nothing (fillers, joiners, selectors, tags) and the empty cell of Braille.
 */
const unseen = String.raw`(?:[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\n]|[\p{Default_Ignorable_Code_Point}\u2800])`;

/** Where such a character makes what is seen. */
const needed = [
  // Within an emoji: a joiner between two, the selector after one or within a keycap.
  String.raw`\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?\u200d(?=\p{Extended_Pictographic})`,
  String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f]`,
  String.raw`[\d#*]\ufe0f(?=\u20e3)`,
  // Between letters of scripts that are written with joiners.
  String.raw`[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}][\u200c\u200d](?=\p{L})`,
  // What `plainText` puts in.
  String.raw`[$\]]\u2060(?=\()`,
];

const deceptive = new RegExp(`${unseen}(?<!${needed.join('|')})`, 'gu');

/**
 * Makes text from outside (labels, model names, provider messages) safe to read: shows invisible characters, so that they
 * cannot disguise what stands beside them, and bounds the length.
 */
export function outsideText(text: string, longest = 200): string {
  const bounded = text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return bounded.replace(deceptive, '\ufffd');
}
