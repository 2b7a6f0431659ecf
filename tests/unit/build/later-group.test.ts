import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { laterGroup } from '../../../src/build/later-group.ts'
import type { OfflineDeclarations } from '../../../src/build/offline-files.ts'
import { buildDeclared } from '../../support/build/build-declared.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Modules by name, with what each imports and, in braces, what it loads later. */
type Graph = Readonly<Record<string, readonly string[]>>

function writeModules(graph: Graph): string {
  const folder = mkdtempSync(join(tmpdir(), 'later-group-'))
  folders.push(folder)
  writeFileSync(join(folder, 'index.html'), '<script type="module" src="/main.ts"></script>')
  for (const [name, needs] of Object.entries(graph)) {
    const lines = needs.map((need) => {
      const [, later] = need.match(/^\{(.*)\}$/) ?? []
      if (later) return `console.log({ offline: 'later', load: () => import('./${later}.ts') })`
      return need.endsWith('()') ? `import('./${need.slice(0, -2)}.ts')` : `import './${need}.ts'`
    })
    writeFileSync(join(folder, `${name}.ts`), [...lines, `console.log('MARK-${name}')`].join('\n'))
  }
  return folder
}

/** The modules of each file of the build, by name. */
async function divide(graph: Graph, areas: { parts?: Graph; screens?: Graph }): Promise<string[]> {
  const root = writeModules(graph)
  const declared = new Map<string, OfflineDeclarations>()
  const inRoot = (named: Graph = {}) =>
    Object.fromEntries(
      Object.entries(named).map(([area, names]) => [area, names.map((name) => join(root, `${name}.ts`))]),
    )
  const group = laterGroup({
    page: join(root, 'index.html'),
    declared,
    parts: inRoot(areas.parts),
    screens: inRoot(areas.screens),
  })
  const output = await buildDeclared(root, declared, {
    rolldownOptions: { output: { codeSplitting: { groups: [group] } } },
  })
  const files = output.map((file) =>
    [...(file.type === 'chunk' ? file.code : '').matchAll(/MARK-([a-z]+)/g)].map(([, name]) => name),
  )
  return files
    .filter((names) => names.length > 0)
    .map((names) => names.sort().join(' '))
    .sort()
}

const screens: Graph = {
  main: ['card()'],
  card: ['today', '{scan}', '{pay}'],
  today: [],
  scan: ['today', 'camera', 'bank'],
  camera: [],
  pay: ['today', 'money', 'bank'],
  money: ['{receipt}'],
  receipt: ['money'],
  bank: ['digits'],
  digits: [],
}

describe('what is kept later', () => {
  it('is a file a screen with all that nothing else needs, loaded when it is needed or not', async () => {
    expect(await divide(screens, { screens: { scan: ['scan'], pay: ['pay', 'receipt'] } })).toEqual([
      'bank digits',
      'camera scan',
      'card today',
      'main',
      'money pay receipt',
    ])
  })

  it('shares a file of what a part is named for, with all that it needs', async () => {
    const areas = { parts: { banks: ['bank'], rest: ['digits', 'money'] }, screens: { scan: ['scan'] } }
    expect(await divide(screens, areas)).toEqual([
      'bank digits',
      'camera scan',
      'card today',
      'main',
      'money',
      'pay',
      'receipt',
    ])
  })

  it('takes nothing that is kept at once, wherever it lies', async () => {
    const named = { parts: { all: Object.keys(screens) } }
    expect(await divide(screens, named)).toEqual([
      'bank camera digits money pay receipt scan',
      'card today',
      'main',
    ])
  })

  it('does not change how the rest is divided', async () => {
    expect(await divide(screens, {})).toEqual(await divide(screens, { parts: { none: ['main', 'today'] } }))
  })

  it('does not take what something in no area needs, too', async () => {
    expect(await divide(screens, { screens: { scan: ['scan'] } })).toContain('bank digits')
  })

  it('is named by what is there', () => {
    const options = { page: 'index.html', declared: new Map(), parts: {}, screens: {} }
    expect(() => laterGroup({ ...options, parts: { moved: ['src/gone.ts'] } })).toThrow('src/gone.ts')
    expect(() => laterGroup({ ...options, screens: { moved: ['src/gone'] } })).toThrow('src/gone')
  })
})
