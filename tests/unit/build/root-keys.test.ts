import { describe, expect, it } from 'vitest'
import { chooseRootKeys, hasDemoRoot } from '../../../src/build/root-keys.ts'
import { parseRootKeys, writeRootKeys } from '../../../src/core/credential/root-keys.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { DANGEROUS_KEYS } from '../../support/vectors/keys.ts'

const productionRoot = { ...DANGEROUS_KEYS.productionRoot, demo: false }

describe('the roots of a build', () => {
  it('are the demo root unless told otherwise', () => {
    expect(parseRootKeys(chooseRootKeys({}, demoRoot))).toEqual({ ok: true, value: [demoRoot] })
  })

  it('come from the environment in production', () => {
    const ROOT_KEYS = writeRootKeys([productionRoot])
    expect(chooseRootKeys({ PRODUCTION: '1', ROOT_KEYS }, demoRoot)).toBe(ROOT_KEYS)
  })

  it('are known to be a demo’s, under whatever name', () => {
    const renamed = { ...demoRoot, demo: false, keyId: new Uint8Array(4) }
    expect(hasDemoRoot(writeRootKeys([productionRoot, renamed]), demoRoot)).toBe(true)
    expect(hasDemoRoot(chooseRootKeys({}, demoRoot), demoRoot)).toBe(true)
    expect(hasDemoRoot(writeRootKeys([productionRoot]), demoRoot)).toBe(false)
  })

  it('are demanded in production', () => {
    for (const ROOT_KEYS of [undefined, '', '[]', '{', 'null']) {
      const environment = ROOT_KEYS === undefined ? {} : { ROOT_KEYS }
      expect(() => chooseRootKeys({ PRODUCTION: '1', ...environment }, demoRoot)).toThrow(/ROOT_KEYS/)
    }
  })

  it('are never the demo root in production, under whatever name', () => {
    const renamed = { ...demoRoot, demo: false, keyId: new Uint8Array(4) }
    for (const root of [demoRoot, renamed, { ...productionRoot, demo: true }]) {
      const ROOT_KEYS = writeRootKeys([productionRoot, root])
      expect(() => chooseRootKeys({ PRODUCTION: '1', ROOT_KEYS }, demoRoot)).toThrow(/demo root/)
    }
  })
})
