import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  checkTable,
  listPreRenderedStyles,
  type OfflineDeclarations,
  readDeclarations,
  sortBundle,
  sortPublicFiles,
} from '../../../src/build/offline-files.ts'
import { buildDeclared } from '../../support/build/build-declared.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function writeFiles(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'offline-files-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/**
 * A page with a card, a table of screens and a second page; each module says its mark, by which its file is
 * known under any name.
 */
function writePages({ card, scan, shared }: { card: string; scan: string; shared: string }) {
  return writeFiles({
    'index.html': '<script type="module" src="/main.ts"></script>',
    'desk/desk.html': '<script type="module" src="./desk.ts"></script>',
    'desk/desk.ts': 'console.log("MARK-desk")',
    'main.ts': 'console.log("MARK-main"); import("./routes.ts")',
    'routes.ts': `export const screens = [
      { offline: 'install', isPreRendered: true, load: () => import('./${card}.ts') },
      { offline: 'later', load: () => import('./${scan}.ts') },
    ]
    console.log("MARK-table", screens)`,
    [`${card}.ts`]: `import './${card}.css'; import { once } from './${shared}.ts'
      once("MARK-card")
      const texts = { vi: () => import('./vi.ts'), others: { offline: 'later', ko: () => import('./ko.ts') } }
      console.log(texts)`,
    [`${card}.css`]: '.card { content: "MARK-card-style" }',
    [`${scan}.ts`]: `import { once } from './${shared}.ts'; import './${scan}.css'
      once("MARK-scan"); import("./engine.ts")
      new Worker(new URL('./${scan}-worker.ts', import.meta.url), { type: 'module' })`,
    [`${scan}.css`]: '.scan { content: "MARK-scan-style" }',
    [`${scan}-worker.ts`]: 'postMessage("MARK-worker")',
    'engine.ts': 'console.log("MARK-engine")',
    [`${shared}.ts`]: 'export const once = (text) => console.log("MARK-shared", text)',
    'vi.ts': 'console.log("MARK-vi")',
    'ko.ts': 'console.log("MARK-ko")',
  })
}

async function sortPages(root: string, chunkFileNames: string) {
  const declared = new Map<string, OfflineDeclarations>()
  const output = await buildDeclared(root, declared, {
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [join(root, 'index.html'), join(root, 'desk/desk.html')],
      output: { chunkFileNames },
    },
  })
  const bundle = Object.fromEntries(output.map((file) => [file.fileName, file]))
  const sorted = sortBundle({ bundle, page: join(root, 'index.html'), declared })
  const marksOf = (file: string) => {
    const found = bundle[file]
    return String(found?.type === 'chunk' ? found.code : found?.source).match(/MARK-[a-z-]+/g) ?? []
  }
  const marks = [...sorted].flatMap(([file, offline]) =>
    marksOf(file).map((mark) => [mark, offline] as const),
  )
  return {
    lists: Object.fromEntries(marks.toSorted()),
    preRendered: listPreRenderedStyles({ bundle, declared }).flatMap(marksOf),
  }
}

describe('what the worker keeps', () => {
  it('is derived from what loads it, under whatever names of files and chunks', async () => {
    const expected = {
      lists: {
        'MARK-main': 'install',
        'MARK-table': 'install',
        'MARK-card': 'install',
        'MARK-card-style': 'install',
        'MARK-shared': 'install',
        'MARK-vi': 'install',
        'MARK-ko': 'later',
        'MARK-scan': 'later',
        'MARK-scan-style': 'later',
        'MARK-worker': 'later',
        'MARK-engine': 'later',
        'MARK-desk': 'never',
      },
      preRendered: ['MARK-card-style'],
    }
    const plain = writePages({ card: 'card-screen', scan: 'scan-screen', shared: 'shared' })
    expect(await sortPages(plain, 'assets/[name]-[hash].js')).toEqual(expected)
    const misleading = writePages({ card: 'registration-zxing', scan: 'office-card', shared: 'en' })
    expect(await sortPages(misleading, 'parts/[hash].js')).toEqual(expected)
  })

  it('is said of each screen of the table, and each route has one', () => {
    const said = `const card = { offline: 'install', load: () => import('./card.ts') }`
    const table = `${said}; export const routes = { '/': card, '/scan': scan }`
    const routes = ['/', '/scan']
    expect(() => checkTable(readDeclarations(table), routes)).not.toThrow()
    expect(() => checkTable(readDeclarations(table), [...routes, '/new'])).toThrow('/new')
    const silent = `${table}; const scan = lazy({ load: () => import('./scan.ts') })`
    expect(() => checkTable(readDeclarations(silent), routes)).toThrow('./scan.ts')
    for (const word of [`'soon'`, 'whenever', `\`later\``]) {
      const unclear = `const scan = { offline: ${word}, load: () => import('./scan.ts') }`
      expect(() => readDeclarations(unclear), word).toThrow(/offline/)
    }
  })

  it('is the stronger of two words about one part', () => {
    const declare = (offline: string) => `const part = { ${offline} load: () => import('./part.ts') };`
    const read = (...words: string[]) =>
      readDeclarations(words.map(declare).join('')).imports.get('./part.ts')
    for (const words of [
      ["offline: 'later',", "offline: 'install',"],
      ["offline: 'install',", "offline: 'later',"],
    ]) {
      expect(read(...words)?.offline).toBe('install')
    }
    for (const words of [
      ["offline: 'later',", ''],
      ['', "offline: 'later',"],
    ]) {
      expect(read(...words)?.offline).toBeUndefined()
    }
  })

  it('is all of public/ at once, but for what is declared', () => {
    const folder = writeFiles({ 'icon.svg': '', 'wards.txt': '' })
    const declare = (path: string) =>
      new Map([['data.ts', readDeclarations(`const file = { offline: 'later', path: '${path}' } as const`)]])
    expect(Object.fromEntries(sortPublicFiles(folder, declare('/wards.txt')))).toEqual({
      'icon.svg': 'install',
      'wards.txt': 'later',
    })
    expect(() => sortPublicFiles(folder, declare('/gone.txt'))).toThrow('/gone.txt')
    expect(() => sortPublicFiles(writeFiles({ 'wards.vi.txt': '' }), new Map())).toThrow('wards.vi.txt')
  })
})
