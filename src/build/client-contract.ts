import { type Plugin, parseAst } from 'vite'
import { cutProperty, cutSource, isSyntaxNode, type SourceCut, type SyntaxNode } from './syntax-tree.ts'

/** What rows of the contract say for the issuer and its description (OpenAPI) alone. */
const ISSUERS_OWN: ReadonlySet<unknown> = new Set(['summary', 'errors'])

/**
 * The rows of the HTTP contract as whoever asks needs them: without what they say in words, and without the
 * codes that they may answer, which a client reads in the answer. A row is every object literal that has a
 * `method` and a `path`.
 */
export function stripContract(code: string): string {
  const cuts: SourceCut[] = []
  const walk = (node: SyntaxNode) => {
    if (node.type === 'ObjectExpression' && Array.isArray(node['properties'])) {
      const named = node['properties']
        .filter(isSyntaxNode)
        .map((property) => ({ property, name: nameProperty(property) }))
      const isRow = ['method', 'path'].every((word) => named.some(({ name }) => name === word))
      const unread = isRow ? named.filter(({ name }) => ISSUERS_OWN.has(name)) : []
      cuts.push(...unread.map(({ property }) => cutProperty(code, property)))
    }
    for (const child of Object.values(node).flat()) if (isSyntaxNode(child)) walk(child)
  }
  walk(parseAst(code, { lang: 'ts' }) as unknown as SyntaxNode)
  return cutSource(code, cuts)
}

function nameProperty({ key }: SyntaxNode): unknown {
  return isSyntaxNode(key) ? key['name'] : undefined
}

/** `stripContract` over the contract, for what runs in a browser. */
export function clientContract(): Plugin {
  return {
    name: 'client-contract',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /[\\/]src[\\/]core[\\/]api[\\/].*\.ts$/, code: /\bsummary:/ },
      handler: (code) => stripContract(code),
    },
  }
}
