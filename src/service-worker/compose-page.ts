import { pageMarks } from '../wallet/cards/ready-page.ts'

/** What is to be seen at once, and in which language. */
export type PreRendered = { html: string; language: string }

/**
 * The app's page as text: `shell` with what is to be seen at once, and the templates that it carries, if
 * there are any. `isReady` is the ready page, whose first frame does without the styles of the others.
 */
export function composePage(
  shell: string,
  {
    content,
    carried = '',
    isReady = false,
  }: { content?: PreRendered; carried?: string; isReady?: boolean } = {},
): string {
  const page = markLater(shell, isReady).replace(pageMarks.carried, () => carried)
  const [before = '', after = ''] = page.split(pageMarks.content)
  if (!content) return before + after
  // The element that takes the content says its language.
  const open = before.lastIndexOf('<')
  return `${before.slice(0, open)}${before.slice(open).replace('>', ` lang="${content.language}">`)}${content.html}${after}`
}

/** Styles that only the ready page puts off (card-view/later.tsx) are there at once in every other. */
export function markLater(shell: string, isReady: boolean): string {
  const [from, to] = pageMarks.later
  return shell
    .replace(from, isReady ? '<template class="later">' : '')
    .replace(to, isReady ? '</template>' : '')
}
