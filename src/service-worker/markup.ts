/**
 * A JSX runtime whose elements are text. In the worker's build it stands in for `preact/jsx-runtime`: the stateless
 * components of card-view become the same markup as with preact-render-to-string (a test compares them), without
 * building a tree first. Children and attribute values are escaped; handlers and keys are left out.
 */

class Markup {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

type Props = Readonly<Record<string, unknown>>
type Component = (props: Props) => unknown

const voidElements = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr'])

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeText(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => entities[character] ?? '') : text
}

function renderChild(child: unknown): string {
  if (child instanceof Markup) return child.html
  if (Array.isArray(child)) return child.map(renderChild).join('')
  return child === null || child === undefined || typeof child === 'boolean' ? '' : escapeText(String(child))
}

function renderAttribute([name, value]: [string, unknown]): string {
  if (name === 'children' || name === 'key' || name === 'ref' || typeof value === 'function') return ''
  // `aria-…` and `data-…` take the words true and false; elsewhere a boolean is there or not.
  const isWord = name.startsWith('aria-') || name.startsWith('data-')
  if (value === null || value === undefined || (value === false && !isWord)) return ''
  const attribute = name === 'tabIndex' ? 'tabindex' : name
  return value === true && !isWord ? ` ${attribute}` : ` ${attribute}="${escapeText(String(value))}"`
}

/** An element or a component's output; what the compiler calls for each JSX expression. */
export function jsx(type: string | Component, props: Props): Markup {
  if (typeof type === 'function') {
    const output = type(props)
    return output instanceof Markup ? output : new Markup(renderChild(output))
  }
  const open = `<${type}${Object.entries(props).map(renderAttribute).join('')}`
  if (voidElements.has(type)) return new Markup(`${open}/>`)
  return new Markup(`${open}>${renderChild(props['children'])}</${type}>`)
}

export { jsx as jsxs }

/** Children without an element of their own. */
export function Fragment({ children }: { children?: unknown }): Markup {
  return new Markup(renderChild(children))
}

/** The text of an element made by this runtime. */
export function toHtml(element: unknown): string {
  return renderChild(element)
}
