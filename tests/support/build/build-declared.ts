import { type BuildEnvironmentOptions, build, type Rolldown } from 'vite'
import { type OfflineDeclarations, readDeclarations } from '../../../src/build/offline-files.ts'

/**
 * Builds a page in memory and gives the files of the build. What each module says of what it loads comes into
 * `declared`, as the real build reads it.
 */
export async function buildDeclared(
  root: string,
  declared: Map<string, OfflineDeclarations>,
  options: BuildEnvironmentOptions,
): Promise<Rolldown.RolldownOutput['output'] | []> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root,
    plugins: [
      {
        name: 'declarations',
        enforce: 'pre',
        transform(code, id) {
          if (id.endsWith('.ts')) declared.set(id, readDeclarations(code))
        },
      },
    ],
    build: { write: false, ...options },
  })
  return Array.isArray(result) ? (result[0]?.output ?? []) : (result as Rolldown.RolldownOutput).output
}
