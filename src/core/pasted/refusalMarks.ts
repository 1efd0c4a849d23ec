/**
 * What a text shows of the refusal beside its cause:
 *
 * - `small-task`: the request was one of the tool's own, such as for a title, which may use the own key as well.
 * - `part-limit`: the limit is one of a workspace or a project, beside that of the organization.
 */
export type RefusalMark = 'small-task' | 'part-limit';

const part = '(?:workspace|project)';
const marks: Readonly<Record<RefusalMark, RegExp>> = {
  'small-task':
    /\b(?:generat(?:e|ing)|fetch(?:ing)?|creat(?:e|ing)) (?:[a-z]{1,14} ){0,2}(?:titles?|summar(?:y|ies)|commit message|branch name)\b|\b(?:title|summary|commit message) generation\b|\| \[(?:title|summar[a-z-]{0,20}|commit[a-z-]{0,20})\]/,
  'part-limit': new RegExp(
    [
      String.raw`\b${part}(?:'s)? (?:[a-z]{1,14} ){0,2}?(?:limits?|budget|quota)\b`,
      String.raw`\b${part}_(?:[a-z]{1,14}_){0,2}(?:limit|budget|quota)(?![a-z])`,
      String.raw`\b(?:limits?|budget|quota) (?:for|of|in) (?:your|this|the) ${part}\b`,
      String.raw`\bin project \S{1,40} on [a-z-]{1,20} per\b|\breached project [a-z]{2,8}\b|\(workspace: `,
    ].join('|'),
  ),
};

/** `said` as `plainWords` makes it. */
export function shownIn(said: string): RefusalMark[] {
  return (Object.keys(marks) as RefusalMark[]).filter((shown) => marks[shown].test(said));
}
