import { basename } from 'node:path'
import { type Plugin, parseAst } from 'vite'
import { cutProperty, cutSource, isSyntaxNode, type SourceCut, type SyntaxNode } from './syntax-tree.ts'

const isNamed = (key: unknown, name: string) => isSyntaxNode(key) && key['name'] === name

/**
 * Leaves out how codecs write: a verifier only reads. In every object literal with `encode` and `decode` the
 * first goes, and so does the second argument of `convert`, which is how it would be written.
 */
export function stripEncoders(code: string, lang: 'ts' | 'tsx'): string {
  const cuts: SourceCut[] = []
  const walk = (node: SyntaxNode) => {
    if (node.type === 'ObjectExpression' && Array.isArray(node['properties'])) {
      const properties = node['properties'].filter(isSyntaxNode)
      const encode = properties.find(({ key }) => isNamed(key, 'encode'))
      if (encode && properties.some(({ key }) => isNamed(key, 'decode'))) {
        cuts.push(cutProperty(code, encode))
        for (const each of properties) if (each !== encode) walk(each)
        return
      }
    }
    if (
      node.type === 'CallExpression' &&
      isNamed(node['callee'], 'convert') &&
      Array.isArray(node['arguments'])
    ) {
      const [written, write, read] = node['arguments'].filter(isSyntaxNode)
      if (written && write && read) {
        cuts.push({ start: write.start, end: write.end, put: '0 as never' })
        walk(written)
        walk(read)
        return
      }
    }
    for (const child of Object.values(node).flat()) if (isSyntaxNode(child)) walk(child)
  }
  walk(parseAst(code, { lang }) as unknown as SyntaxNode)
  return cutSource(code, cuts)
}

/** Tables of names, needed only for remarks beside a field, by what takes their place. */
const tables: Readonly<Record<string, string>> = {
  'participant-groups.ts': 'export const findParticipantGroup = (code) => ({ code })',
  'old-provinces.ts': 'export const findOldProvince = (code) => code',
}

/** Leaves the tables of names out: what a scanner typed is put right without them. */
export function withoutTables(): Plugin {
  return {
    name: 'without-tables',
    enforce: 'pre',
    load: {
      filter: { id: /[\\/](participant-groups|old-provinces)\.ts$/ },
      handler: (id) => tables[basename(id)] ?? null,
    },
  }
}

/** `stripEncoders` over the sources of core. */
export function verifierOnly(): Plugin {
  return {
    name: 'verifier-only',
    enforce: 'pre',
    transform: {
      filter: { id: /[\\/]src[\\/]core[\\/].*\.ts$/, code: /\bencode\b|\bconvert\(/ },
      handler: (code) => stripEncoders(code, 'ts'),
    },
  }
}

/** Files whose refusals a verifier does not tell apart: it asks them only whether something could be read. */
const silent =
  /[\\/]core[\\/](?:bytes|card[\\/][\w-]+|dates[\\/][\w-]+|cose[\\/](?:cbor|p256)|qr[\\/]bhyt-qr-text)\.ts$/

/** Leaves the names of those refusals out. */
export function withoutReasons(): Plugin {
  return {
    name: 'without-reasons',
    enforce: 'pre',
    transform: {
      filter: { id: silent },
      handler: (code) => code.replace(/\b(err|stop)\('\w+'\)/g, "$1('')"),
    },
  }
}
