import { expect, test } from 'vitest'
import { findNewerInScript, findNewerInStyles } from '../../../src/build/check-floor.ts'

test.each([
  ['x.replace(/(?<=a)b/, "")', 'lookbehind in a regular expression'],
  ['new RegExp(`(?<!thị )x`)', 'lookbehind in a regular expression'],
  ['/(?i:a)/.test(x)', 'modifiers in a regular expression'],
  ['/[a--b]/v.test(x)', 'flag v of a regular expression'],
  ['class A { static { x() } }', 'static block'],
  ['{ using a = x() }', 'using'],
  ['import a from "./a.json" with { type: "json" }', 'import attribute'],
  ['document.querySelector("p:has(a)")', ':has() in script'],
  ['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
  ['Response.json(x)', 'Response.json'],
  ['x.toSorted()', 'toSorted'],
  ['x["toReversed"]()', 'toReversed'],
  ['signal?.throwIfAborted()', 'throwIfAborted'],
  ['Promise.withResolvers()', 'withResolvers'],
  ['Map.groupBy(x, y)', 'groupBy'],
  ['new URLPattern(x)', 'URLPattern'],
  ['globalThis.URLPattern', 'URLPattern'],
])('a script with %s is newer than the floor', (code, name) => {
  expect(findNewerInScript(code)).toContain(name)
})

test('what the floor has may be used', () => {
  const code = `class A { #x = 1; static y = 2; has = (o) => #x in o }
    x?.at(-1) ?? Object.hasOwn(x, 'y'); x.findLast(y); x ??= y; /(?<name>.)(?:a)(?=b)(?!c)/u.test(x); setTimeout(x, 1)`
  expect(findNewerInScript(code)).toEqual([])
})

test('a style has an answer for browsers at the floor', () => {
  expect(findNewerInStyles('.a{min-height:100dvh}.b{color:color-mix(in srgb, red, blue)}')).toEqual([
    'min-height:100dvh',
    'color:color-mix(in srgb, red, blue)',
  ])
  expect(findNewerInStyles('@media print{.a{height:50vh;height:50dvh}}')).toEqual([])
})
