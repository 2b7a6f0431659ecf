/**
 * Loaded before the issuer (`--import`): puts other modules in the place of some of its own. `BENCH_REPLACED`
 * is a JSON object, URL of the module to URL of the other.
 */
import { registerHooks } from 'node:module'

const replaced = JSON.parse(process.env['BENCH_REPLACED'] ?? '{}') as Record<string, string>

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const other = replaced[found.url]
    // The other one may build on the module that it replaces.
    return other === undefined || context.parentURL === other ? found : { ...found, url: other }
  },
})
