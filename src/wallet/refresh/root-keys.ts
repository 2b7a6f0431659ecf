import { AppError } from '../../core/app-error.ts'
import { parseRootKeys } from '../../core/credential/root-keys.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'

/** JSON of the roots of trust, put in by the build (vite.config.ts). */
declare const __ROOT_KEYS__: string

/** The roots that this build trusts. @throws AppError `unexpected` if the build put in something else */
export function readBuiltInRoots(): readonly RootKey[] {
  const roots = parseRootKeys(__ROOT_KEYS__)
  if (!roots.ok) throw new AppError('unexpected')
  return roots.value
}
