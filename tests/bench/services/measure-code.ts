import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const assets = 'dist/assets'

/**
 * Brotli bytes of the last build's script of public services: `form` is what every form must load to be
 * filled in, looked over and put into the outbox, of the files that only services load; `parts` come with the
 * first form that has a place, people, pictures or an account or asks for the proof of who it is, and with
 * the screens of requests and receipts. Texts, styles and what other screens load too (pictures, addresses,
 * the directory, the sums, drafts) are not in it. Undefined without a build.
 */
export function measureCode() {
  if (!existsSync(assets)) return undefined
  const files = readdirSync(assets)
  const weigh = (name: string) => {
    const file = files.find((each) => each.startsWith(`${name}-`) && each.endsWith('.js'))
    if (!file) throw new Error(`no file ${name} in the build`)
    return brotliCompressSync(readFileSync(join(assets, file))).length
  }
  return { form: weigh('service-place'), parts: weigh('service-parts') }
}
