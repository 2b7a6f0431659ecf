import { parseRootKeys, writeRootKeys } from '../core/credential/root-keys.ts'
import type { RootKey } from '../core/credential/trusted-keys.ts'

/** Whether these roots, as JSON, have the demo's among them: anybody can compute its private key. */
export function hasDemoRoot(json: string, demoRoot: RootKey): boolean {
  const roots = parseRootKeys(json)
  const demoKey = demoRoot.publicKey.x.join()
  return roots.ok && roots.value.some(({ demo, publicKey }) => demo || publicKey.x.join() === demoKey)
}

/**
 * The roots of trust that the wallet is built with, as JSON. A production build takes them from `ROOT_KEYS`
 * and refuses the demo's: everyone can compute its private key.
 */
export function chooseRootKeys(
  environment: { PRODUCTION?: string; ROOT_KEYS?: string },
  demoRoot: RootKey,
): string {
  if (environment.PRODUCTION !== '1') return environment.ROOT_KEYS ?? writeRootKeys([demoRoot])
  const roots = parseRootKeys(environment.ROOT_KEYS ?? '')
  if (!roots.ok)
    throw new Error(
      'A production build needs ROOT_KEYS: see docs/operations.md, "First start in production".',
    )
  const json = writeRootKeys(roots.value)
  if (hasDemoRoot(json, demoRoot))
    throw new Error('ROOT_KEYS contains the demo root, which certifies specimens only.')
  return json
}
