import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** What a module names of others, but for types: packages, and files as they are written. */
function readImports(text: string): string[] {
  const statements = [...text.matchAll(/^(?:import|export)(\s+type)?\s[^'"`]*?from '([^']+)'/gm)]
  const others = [...text.matchAll(/^import '([^']+)'|import\('([^']+)'\)|new URL\('([^']+\.ts)'/gm)]
  return [
    ...statements.flatMap(([, isType, name]) => (isType || name === undefined ? [] : [name])),
    ...others.flatMap(([, plain, lazy, worker]) => plain ?? lazy ?? worker ?? []),
  ]
}

/** The packages that what starts here loads, itself or by what it imports. */
function findPackages(starts: readonly string[]): Set<string> {
  const [packages, seen, waiting] = [new Set<string>(), new Set<string>(), [...starts]]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    for (const name of readImports(readFileSync(file, 'utf8'))) {
      if (name.startsWith('node:')) continue
      const path = resolve(dirname(file), name)
      if (!name.startsWith('.')) packages.add(name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? name)
      else if (/\.tsx?$/.test(name) && existsSync(path)) waiting.push(path)
    }
  }
  return packages
}

/** In development only: the demo's stand-in for VNeID, and what builds. */
const notInService = new Set(['oidc-provider', 'vite'])

it('`dependencies` are what the service and its commands run on, and nothing else', () => {
  const folder = (name: string) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => join(root, name, file))
  const starts = [
    join(root, 'src/issuer/main.ts'),
    ...folder('src/issuer').filter((file) => file.endsWith('-worker.ts')),
    ...folder('src/cli').filter((file) => /\.ts$/.test(file)),
  ]
  const used = [...findPackages(starts)].filter((name) => !notInService.has(name))
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // Fonts are opened as files; `node` runs it all (docs/decisions/0001).
  const named = Object.keys(dependencies).filter(
    (name) => name !== 'node' && !name.startsWith('@expo-google-fonts/'),
  )
  expect(named.sort()).toEqual(used.sort())
})
