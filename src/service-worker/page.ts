import { documentHeaders } from '../core/api/security-headers.ts'
import { encodeUtf8 } from '../core/bytes.ts'
import { pageMarks } from '../wallet/cards/ready-page.ts'
import { build } from './build-facts.ts'
import { composePage, markLater, type PreRendered } from './compose-page.ts'

export const pageHeaders = documentHeaders(build)

/** The app's page, empty: it fills itself. Confined like the server's. */
export function buildPage(): Response {
  return new Response(composePage(build.shell), { headers: pageHeaders })
}

/**
 * The app's page with what is to be seen at once. It is sent in two pieces: the head is on its way, and the
 * browser sets the page up, while the wallet is still being read. Without content, or if that fails, the page
 * fills itself.
 */
export function buildPreRenderedPage(
  content: Promise<PreRendered | undefined>,
  /** Paths of style sheets that the content needs beside the inline style. */
  styles: readonly string[] = [],
): Response {
  const shell = markLater(build.shell, false).replace(pageMarks.carried, '')
  const [before = '', after = ''] = shell.split(pageMarks.content)
  // The element that takes the content opens in the second piece, because it says the language.
  const open = before.lastIndexOf('<')
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(encodeUtf8(before.slice(0, open)))
      const preRendered = await content.catch(() => undefined)
      const element = before.slice(open)
      const links = styles.map((path) => `<link rel="stylesheet" href="/${path}">`).join('')
      const opening = preRendered ? links + element.replace('>', ` lang="${preRendered.language}">`) : element
      controller.enqueue(encodeUtf8(opening + (preRendered?.html ?? '') + after))
      controller.close()
    },
  })
  return new Response(body, { headers: pageHeaders })
}
