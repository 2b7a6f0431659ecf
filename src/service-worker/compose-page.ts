import { pageMarks } from '../wallet/cards/ready-page.ts'

/** What is to be seen at once, and in which language. */
export type PreRendered = { html: string; language: string }

/**
 * The app's page as text: `shell` with what is to be seen at once, and the templates that it carries, if
 * there are any.
 */
export function composePage(
  shell: string,
  { content, carried = '' }: { content?: PreRendered; carried?: string } = {},
): string {
  const page = shell.replace(pageMarks.carried, () => carried)
  const [before = '', after = ''] = page.split(pageMarks.content)
  if (!content) return before + after
  // The element that takes the content says its language.
  const open = before.lastIndexOf('<')
  return `${before.slice(0, open)}${before.slice(open).replace('>', ` lang="${content.language}">`)}${content.html}${after}`
}
