import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const assets = 'dist/assets'

/**
 * Brotli bytes of the last build's script of public services: `form` is what every form must load to be
 * filled in, looked over and put into the outbox, of the files that only services load; `fields` come with
 * the first form that has a place, people, pictures or an account; `others` are loaded with their own
 * screens, the proof of who it is by the few services that ask for it. Texts, styles and what other screens
 * load too (pictures, addresses, the directory, the sums, drafts) are not in it. Undefined without a build.
 */
export function measureCode() {
  if (!existsSync(assets)) return undefined
  const files = readdirSync(assets)
  const find = (name: string) =>
    files.find((file) => file.startsWith(`${name}-`) && file.length === name.length + 12)
  const own = [...followImports(find('service-place') ?? '')].filter((file) => file.startsWith('service-'))
  const weigh = (file: string | undefined) =>
    file === undefined ? 0 : brotliCompressSync(readFileSync(join(assets, file))).length
  return {
    form: own.reduce((total, file) => total + weigh(file), 0),
    fields: weigh(find('large-control')) + weigh(find('banks')),
    others: Object.fromEntries(
      ['requests-screen', 'request-receipt', 'proof-form', 'service-sending-contract'].map((name) => [
        name,
        weigh(find(name)),
      ]),
    ),
  }
}

function followImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(join(assets, file))) return seen
  seen.add(file)
  const text = readFileSync(join(assets, file), 'utf8')
  for (const [, next] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)) {
    if (next) followImports(next, seen)
  }
  return seen
}
