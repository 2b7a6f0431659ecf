import { documentHeaders } from '../core/api/security-headers.ts'
import { build, firstPaintMark } from './build-facts.ts'

const headers = documentHeaders(build)

/** The app's page, with what is to be seen at once, or empty: then the page fills itself. Confined like the server's. */
export function buildPage(firstPaint?: { html: string; language: string }): Response {
  if (!firstPaint) return new Response(build.shell, { headers })
  const { html, language } = firstPaint
  const page = build.shell.replace('<html lang="vi"', `<html lang="${language}"`)
  return new Response(
    page.replace(firstPaintMark, () => html),
    { headers },
  )
}
