import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'vite'

/**
 * What is younger than the floor, as `tests/write/newer-functions.ts` found it: the members of an interface,
 * or none where the whole interface is.
 */
export function readNewerFunctions(): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(readFileSync(new URL('newer-functions.json', import.meta.url), 'utf8'))
}

/**
 * Used only where the browser has it: the app, or the library that uses it, asks first or does without after
 * a refusal.
 */
const guarded =
  'BarcodeDetector DecompressionStream Notification VideoFrame authenticatorAttachment autocapitalize canParse canShare cancelIdleCallback clearAppBadge ' +
  'cancelVideoFrameCallback captureStackTrace dispose getAuthenticatorData getCapabilities getNotifications getPublicKey ' +
  'getPublicKeyAlgorithm getTransports hid imageSmoothingQuality isConditionalMediationAvailable moveBefore periodicSync permissions pushManager ' +
  'playsInline readText relList resultingClientId requestIdleCallback requestPermission requestVideoFrameCallback serial serviceWorker setAppBadge showNotification ' +
  'supports sync trustedTypes userActivation vibrate wakeLock'

/**
 * Everyday words: members of other things with the same name, which the walk of `oldest-browser.spec.ts`
 * looks after.
 */
const homonyms =
  'any assign blocking body bytes cancelAnimationFrame close concat content context controller direction escape every ' +
  'external filter find flatMap forEach from getAttribute getUserMedia grow handle height includes initialize join json lang loading login map ' +
  'name parse pause preferences read reason reduce rel removeAttribute requestAnimationFrame reset restore role setAttribute share signal size ' +
  'some take timeout toJSON translate values when width write xr'

const guardedNames = new Set(guarded.split(' '))
const allowed = new Set([...guardedNames, ...homonyms.split(' ')])
const newer = Object.entries(readNewerFunctions())
const interfaces = new Set(newer.filter(([, members]) => members.length === 0).map(([name]) => name))
const members = new Set(newer.flatMap(([, names]) => names))
/** Whole, so that the everyday word is no way around: `AbortSignal.timeout`. */
const statics = new Set(
  newer.flatMap(([name, names]) =>
    names.filter((member) => !guardedNames.has(member)).map((member) => `${name}.${member}`),
  ),
)

const newerPatterns: readonly [pattern: RegExp, name: string][] = [
  [/\(\?<[=!]/, 'lookbehind in a regular expression'],
  [/\(\?[ims]*-?[ims]+:/, 'modifiers in a regular expression'],
  [/:has\(/, ':has() in script'],
]

/** What a script needs that a browser at the floor does not have: syntax, interfaces, members; each once. */
export function findNewerInScript(code: string): string[] {
  const found = new Set<string>()
  const checkName = (name: string, known: ReadonlySet<string>) => {
    if (known.has(name) && !allowed.has(name)) found.add(name)
  }
  const checkText = (text: string) => {
    for (const [pattern, name] of newerPatterns) if (pattern.test(text)) found.add(name)
  }
  const { program, errors } = parseSync('script.js', code)
  if (errors[0]) throw new SyntaxError(errors[0].message)
  new Visitor({
    StaticBlock: () => void found.add('static block'),
    ImportAttribute: () => void found.add('import attribute'),
    VariableDeclaration({ kind }) {
      if (kind === 'using' || kind === 'await using') found.add(kind)
    },
    Identifier: ({ name }) => checkName(name, interfaces),
    MemberExpression({ object, property, computed }) {
      const name =
        property.type === 'Literal'
          ? String(property.value)
          : !computed && 'name' in property
            ? property.name
            : ''
      checkName(name, members)
      checkName(name, interfaces)
      if (object.type === 'Identifier') checkName(`${object.name}.${name}`, statics)
    },
    Literal(node) {
      if (typeof node.value === 'string') checkText(node.value)
      if (!('regex' in node)) return
      checkText(node.regex.pattern)
      if (node.regex.flags.includes('v')) found.add('flag v of a regular expression')
    },
    TemplateElement: ({ value }) => checkText(value.raw),
  }).visit(program)
  return [...found]
}

/** Units and functions that Chrome learnt after version 97. */
const newerValue = /\d[dls]v(h|w|min|max)\b|color-mix\(|light-dark\(|oklch\(|oklab\(/

/** Properties of a style sheet whose only value is one that a browser at the floor does not know. */
export function findNewerInStyles(css: string): string[] {
  return [...css.matchAll(/\{([^{}]*)\}/g)].flatMap(([, block = '']) => {
    const declarations = block.split(';').map((each) => each.trim())
    return declarations.filter((declaration) => {
      const property = declaration.slice(0, declaration.indexOf(':') + 1)
      return (
        newerValue.test(declaration) &&
        !declarations.some((other) => other.startsWith(property) && !newerValue.test(other))
      )
    })
  })
}
