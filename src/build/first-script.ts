import { resolve } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { syntaxTarget } from './browser-floor.ts'

/** Puts the script `source` into the wallet's document, see `putFirstScript`. */
export function firstScript(source: string): Plugin {
  return {
    name: 'first-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: async (html) => putFirstScript(html, await bundleScript(source)),
    },
  }
}

/**
 * The document with `script` in it, which names the file of the app that it is to load (`data-app`) in place
 * of the element that loads it. Where a network brings the document, that file is fetched beside it.
 *
 * @throws when no one element loads the app, or the script would end before its end
 */
export function putFirstScript(html: string, script: string): string {
  const [[element = '', app = ''] = [], ...others] = html.matchAll(
    /<script type="module"[^>]* src="([^"]+)"><\/script>/g,
  )
  if (element === '' || others.length > 0) throw new Error('the first script needs one app to load')
  if (/<\/script|<!--/i.test(script)) throw new Error('the first script would end within itself')
  return html
    .replace(element, () => `<link rel="modulepreload" crossorigin href="${app}">`)
    .replace('</body>', () => `  <script data-app="${app}">${script}</script>\n  </body>`)
}

async function bundleScript(source: string): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      modulePreload: false,
      target: syntaxTarget,
      rolldownOptions: {
        input: resolve(source),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput
  const [{ code }] = output
  return code.trim()
}
